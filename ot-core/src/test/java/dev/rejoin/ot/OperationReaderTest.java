package dev.rejoin.ot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rejoin.ot.InvalidOperationException.Reason;
import dev.rejoin.ot.testing.Notation;
import dev.rejoin.ot.testing.RandomOperations;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes from outside is canonical, or refused with the rule that it breaks. */
class OperationReaderTest {
  @ParameterizedTest(name = "{0}: {1} is refused as {2}")
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          # type    , components                 , reason
          text      , 0                          , EMPTY_COMPONENT
          text      , 1 '' 1                     , EMPTY_COMPONENT
          text      , -0                         , EMPTY_COMPONENT
          text      , 1 2                        , NOT_CANONICAL
          text      , 'a' 'b'                    , NOT_CANONICAL
          text      , -1 -1                      , NOT_CANONICAL
          rich-text , 1{b=true} 2{b=true}        , NOT_CANONICAL
          rich-text , 'a'{b=true} 'c'{b=true}    , NOT_CANONICAL
          rich-text , 'a'{b=null}                , BAD_ATTRIBUTE
          text      , 1{b=true}                  , NOT_IN_THIS_TYPE
          text      , 'a'{b=true}                , NOT_IN_THIS_TYPE
          text      , <image>                    , NOT_IN_THIS_TYPE
          text      , 536870911 'a'              , TOO_LONG
          text      , 536870912                  , TOO_LONG
          """)
  void refuses(String type, String components, Reason reason) {
    InvalidOperationException refused =
        assertThrows(InvalidOperationException.class, () -> read(type, components));
    assertEquals(reason, refused.reason(), refused.getMessage());
  }

  @ParameterizedTest(name = "{0}: {1} is taken")
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          text      , ""
          text      , 1 'a' -1 'b' -1 2
          text      , -1 'a' -1
          rich-text , 1 1{b=true} 1
          rich-text , 'a' 'b'{b=true} <image> <image> 'c'
          rich-text , 1{b=null}
          """)
  void takes(String type, String components) {
    assertEquals(Notation.into(Operation.builder(), components).build(), read(type, components));
  }

  @Test
  void aLoneSurrogateIsRefusedWithItsPlace() {
    OperationReader reader = new OperationReader(DocumentType.TEXT);
    InvalidOperationException refused =
        assertThrows(
            InvalidOperationException.class, () -> reader.insert("ab\ude00", Attributes.NONE));
    assertEquals("text holds a lone surrogate U+DE00 at index 2", refused.getMessage());
  }

  @Test
  void whateverTheAlgebraMakesIsCanonical() {
    Seeds.each(20_000, 500_000, OperationReaderTest::resultsAreCanonical);
  }

  private static void resultsAreCanonical(long seed) {
    RandomOperations operations =
        new RandomOperations(new SplitMix64(seed), DocumentType.RICH_TEXT);
    Content content = operations.content(8);
    Operation a = operations.on(content);
    Operation b = operations.on(content);
    Transformed moved = Operation.transform(a, b);
    assertCanonical(moved.earlier());
    assertCanonical(moved.later());
    assertCanonical(a.compose(moved.later()));
    assertCanonical(a.invert(content));
  }

  private static void assertCanonical(Operation operation) {
    OperationReader reader = new OperationReader(DocumentType.RICH_TEXT);
    operation.emitTo(reader);
    assertEquals(operation, reader.finish());
  }

  private static Operation read(String type, String components) {
    DocumentType documentType = DocumentType.named(type).orElseThrow();
    return Notation.into(new OperationReader(documentType), components).finish();
  }
}
