package dev.rejoin.ot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.testing.Notation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where carets and selections go when text around them changes. */
class SelectionTest {
  @ParameterizedTest(name = "{0}-{1} through {2} by {3}")
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          # anchor, head , operation    , by     , anchor, head
          2       , 2    , 2 'xy' 2     , OTHER  , 2     , 2
          2       , 2    , 2 'xy' 2     , AUTHOR , 4     , 4
          2       , 2    , 1 'xy' 3     , OTHER  , 4     , 4
          1       , 3    , 1 'xy' 3     , OTHER  , 3     , 5
          1       , 3    , 3 'xy' 1     , OTHER  , 1     , 3
          3       , 1    , 2 'xy' 2     , OTHER  , 5     , 1
          1       , 3    , 1 -2 1       , OTHER  , 1     , 1
          1       , 3    , 1 -2 'xy' 1  , OTHER  , 1     , 1
          1       , 3    , 1 -2 'xy' 1  , AUTHOR , 3     , 3
          1       , 3    , 1 'xy' -2 1  , OTHER  , 3     , 3
          1       , 3    , 1 'xy' -2 1  , AUTHOR , 3     , 3
          4       , 0    , -4 'xy'      , AUTHOR , 2     , 2
          """)
  void ranges(int anchor, int head, String operation, Mover by, int anchorAfter, int headAfter) {
    assertEquals(
        new Range(anchorAfter, headAfter),
        new Range(anchor, head)
            .movedThrough(Notation.into(Operation.builder(), operation).build(), by));
  }

  @Test
  void everyRangeOfASelectionIsMoved() {
    Selection selection = new Selection(List.of(Range.caret(0), new Range(2, 1)));
    Operation insert = Operation.builder().retain(1).insert("x").retain(1).build();
    assertEquals(
        new Selection(List.of(Range.caret(0), new Range(3, 2))),
        selection.movedThrough(insert, Mover.OTHER));
  }

  @Test
  void aSelectionFitsIntoADocumentThatReachesItsLastEnd() {
    assertTrue(new Selection(List.of(new Range(2, 5))).fitsInto(5));
    assertFalse(new Selection(List.of(new Range(2, 6))).fitsInto(5));
    assertFalse(new Selection(List.of(new Range(6, 2))).fitsInto(5));
  }

  @Test
  void aPositionOutsideTheDocumentIsRefusedWithTheNumbers() {
    IndexOutOfBoundsException refused =
        assertThrows(
            IndexOutOfBoundsException.class,
            () -> Operation.identity(3).movePosition(4, Stickiness.LEFT));
    assertEquals("position 4 is outside 0 to 3", refused.getMessage());
    assertThrows(IllegalArgumentException.class, () -> new Range(-1, 0));
  }
}
