package dev.rejoin.ot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.rejoin.ot.testing.Notation;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What one would like to be true and is not, with the smallest counter-example that an exhaustive
 * search finds. {@code docs/ot.md} tells the stories; whoever relies on one of these breaks here.
 */
class FalseLawsTest {
  /** T(h, c1 · c2) is not T(h, c1) · T(U(c1, h), c2): a client may not fold what it has sent. */
  @Test
  void foldingOnTheClientsSideChangesTheResult() {
    Operation h = operation("'x' -1");
    Operation c1 = operation("-1");
    Operation c2 = operation("'b'");
    Transformed first = Operation.transform(h, c1);
    Operation second = c2.movedBehind(first.earlier());

    assertEquals("bx", second.apply(first.later().apply(h.apply("0"))));
    assertEquals("xb", c1.compose(c2).movedBehind(h).apply(h.apply("0")));
  }

  /** U(c, h1 · h2) is U(c, h1) · U(T(h1, c), h2) in effect only. */
  @Test
  void theOtherSideOfAFoldIsNotTheSameToTheLetter() {
    Operation h1 = operation("1 -1");
    Operation h2 = operation("'b' -1");
    Operation c = operation("-1 1");
    Transformed first = Operation.transform(h1, c);
    Operation oneByOne = first.earlier().compose(Operation.transform(h2, first.later()).earlier());
    Operation folded = Operation.transform(h1.compose(h2), c).earlier();

    assertEquals(operation("-1 'b'"), oneByOne);
    assertEquals(operation("'b' -1"), folded);
    assertEquals(oneByOne.apply("1"), folded.apply("1"));
  }

  /** Putting inserts before deletes, as a normal form, breaks folding. */
  @Test
  void aSelectedStretchIsNotMovedAlikeThroughAFold() {
    Operation insertBehind = operation("2 'x'");
    Operation deleteBefore = operation("-2 1");
    Operation deleteAll = operation("-2");
    Operation insertThere = operation("'x'");
    Selection stretch = new Selection(List.of(new Range(0, 2)));
    assertEquals(insertBehind.compose(deleteBefore), deleteAll.compose(insertThere));
    Selection oneWay =
        stretch.movedThrough(insertBehind, Mover.AUTHOR).movedThrough(deleteBefore, Mover.AUTHOR);
    Selection other =
        stretch.movedThrough(deleteAll, Mover.AUTHOR).movedThrough(insertThere, Mover.AUTHOR);
    assertNotEquals(oneWay, other);
  }

  @Test
  void anInsertAndADeleteSideBySideMayNotChangePlaces() {
    Operation h1 = operation("-1");
    Operation h2 = operation("'b'");
    Operation c = operation("1 'x'");

    assertEquals(operation("-1 'b'"), h1.compose(h2));
    assertEquals("xb", c.movedBehind(h1).movedBehind(h2).apply("b"));
    assertEquals("xb", c.movedBehind(operation("-1 'b'")).apply("b"));
    assertEquals("bx", c.movedBehind(operation("'b' -1")).apply("b"));
  }

  /** With the earlier text on the left, composing right of deleted units would break folding. */
  @Test
  void theTieRuleAndTheRuleOfCompositionBelongTogether() {
    Operation h1 = operation("-1");
    Operation h2 = operation("'b'");
    Operation c = operation("'x' -1");

    assertEquals("bx", earlierLeft(h2, earlierLeft(h1, c)).apply("b"));
    assertEquals("xb", earlierLeft(h1.compose(h2), c).apply("b"));
  }

  /** Undoing what somebody did is not the same as their never having done it. */
  @Test
  void movingBehindAnOperationAndItsInverseIsNotTheIdentity() {
    Operation h = operation("-1");
    Operation c = operation("1 'x'");
    Operation back = h.invert(Content.of(DocumentType.TEXT, operation("'a'")));

    assertNotEquals(Operation.identity(1), h.compose(back));
    assertEquals("ax", c.apply("a"));
    assertEquals("xa", c.movedBehind(h).movedBehind(back).apply("a"));
  }

  /** Without one order for all, three writers diverge: that is what the log is for. */
  @Test
  void operationsTakenInInDifferentOrdersDiverge() {
    Operation a = operation("'a'");
    Operation b = operation("'b'");
    Transformed aFirst = Operation.transform(a, b);
    Transformed bFirst = Operation.transform(b, a);

    assertEquals("ba", aFirst.later().apply(a.apply("")));
    assertEquals("ab", bFirst.later().apply(b.apply("")));
  }

  /** T with the tie turned round: the text of the earlier entry to the left. */
  private static Operation earlierLeft(Operation h, Operation c) {
    return Operation.transform(c, h).earlier();
  }

  private static Operation operation(String notation) {
    return Notation.into(Operation.builder(), notation).build();
  }
}
