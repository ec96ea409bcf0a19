package dev.rejoin.ot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.InvalidOperationException.Reason;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an operation is, whatever it was built from. */
class OperationTest {
  @Test
  void neighboursOfOneKindBecomeOneComponent() {
    Operation operation =
        Operation.builder().retain(1).retain(2).insert("a").insert("b").remove(1).remove(1).build();
    assertEquals("[3,\"ab\",-2]", operation.toString());
    assertEquals(3, operation.componentCount());
  }

  @Test
  void emptyComponentsVanish() {
    Operation operation = Operation.builder().retain(0).insert("").remove(0).build();
    assertEquals(Operation.identity(0), operation);
    assertEquals(0, operation.componentCount());
  }

  @Test
  void theOrderOfAnInsertAndADeleteIsKept() {
    assertNotEquals(
        Operation.builder().insert("a").remove(1).build(),
        Operation.builder().remove(1).insert("a").build());
  }

  @Test
  void twoEqualEmbedsStayTwo() {
    OperationBuilder builder = Operation.builder();
    Embed image = new Embed("image", "a.png");
    builder.insert(image, Attributes.NONE);
    builder.insert(image, Attributes.NONE);
    Operation operation = builder.build();
    assertEquals(2, operation.componentCount());
    assertEquals(2, operation.targetLength());
  }

  @Test
  void knowsTheLengthsBeforeAndAfterInUnits() {
    Operation operation = Operation.builder().retain(2).insert("\ud83d\ude00").remove(3).build();
    assertEquals(5, operation.baseLength());
    assertEquals(4, operation.targetLength());
  }

  @Test
  void anIdentityKeepsEverythingAndChangesNoAttribute() {
    assertTrue(Operation.identity(0).isIdentity());
    assertTrue(Operation.identity(5).isIdentity());
    OperationBuilder bold = Operation.builder();
    bold.retain(5, Attributes.of("bold", true));
    assertFalse(bold.build().isIdentity());
    assertFalse(Operation.builder().remove(5).build().isIdentity());
  }

  @Test
  void composingWhatDoesNotFollowNamesBothLengths() {
    InvalidOperationException refused =
        assertThrows(
            InvalidOperationException.class,
            () -> Operation.identity(3).compose(Operation.identity(4)));
    assertEquals(Reason.BASE_LENGTH, refused.reason());
    assertEquals("operation applies to 4 units, but the document has 3", refused.getMessage());
    assertEquals(List.of(4L, 3L), List.of(refused.got(), refused.wanted()));
  }

  @Test
  void transformingOperationsOnDifferentDocumentsIsRefused() {
    assertRefused(
        Reason.BASE_LENGTH,
        () -> Operation.transform(Operation.identity(3), Operation.identity(4)));
  }

  @Test
  void applyingToTheMiddleOfASurrogatePairIsRefused() {
    String smile = "\ud83d\ude00";
    assertRefused(
        Reason.SPLITS_SURROGATE_PAIR,
        () -> Operation.builder().retain(1).insert("x").retain(1).build().apply(smile));
    assertRefused(
        Reason.SPLITS_SURROGATE_PAIR,
        () -> Operation.builder().remove(1).retain(1).build().apply(smile));
  }

  @Test
  void composingCutsNoInsertedSurrogatePair() {
    Operation smile = Operation.builder().insert("\ud83d\ude00").build();
    assertRefused(
        Reason.SPLITS_SURROGATE_PAIR,
        () -> smile.compose(Operation.builder().retain(1).remove(1).build()));
    assertRefused(
        Reason.SPLITS_SURROGATE_PAIR,
        () -> smile.compose(Operation.builder().retain(1).insert("x").retain(1).build()));
    Operation gone = smile.compose(Operation.builder().remove(2).build());
    assertEquals(Operation.identity(0), gone);
  }

  @Test
  void lengthsBeyondTheMaximumAreRefusedByName() {
    int max = Operation.MAX_LENGTH;
    assertEquals(max, Operation.identity(max).baseLength());
    assertRefused(Reason.TOO_LONG, () -> Operation.identity(max + 1));
    assertRefused(Reason.TOO_LONG, () -> Operation.builder().retain(max).retain(1));
    assertRefused(Reason.TOO_LONG, () -> Operation.builder().retain(max).remove(1).build());
    assertRefused(Reason.TOO_LONG, () -> Operation.identity(Integer.MAX_VALUE));
  }

  @Test
  void negativeLengthsAndLoneSurrogatesAreRefusedByTheBuilder() {
    assertRefused(Reason.NEGATIVE_LENGTH, () -> Operation.builder().retain(-1));
    assertRefused(Reason.NEGATIVE_LENGTH, () -> Operation.builder().remove(-1));
    assertRefused(Reason.LONE_SURROGATE, () -> Operation.builder().insert("a\ud83d"));
    assertRefused(Reason.LONE_SURROGATE, () -> Operation.builder().insert("\ude00\ud83d"));
  }

  @Test
  void attributesHoldOnlyWhatEveryLanguageHoldsExactly() {
    assertEquals(9007199254740991L, Attributes.of("n", 9007199254740991L).asMap().get("n"));
    assertRefused(Reason.BAD_ATTRIBUTE, () -> Attributes.of("n", 9007199254740992L));
    assertRefused(Reason.BAD_ATTRIBUTE, () -> Attributes.of("n", Long.MIN_VALUE));
    assertRefused(Reason.BAD_ATTRIBUTE, () -> Attributes.of("n", 1.5));
    assertRefused(Reason.BAD_ATTRIBUTE, () -> Attributes.of("", true));
    assertRefused(Reason.LONE_SURROGATE, () -> Attributes.of("n", "\ud83d"));
    assertRefused(
        Reason.BAD_ATTRIBUTE, () -> Operation.builder().insert("a", Attributes.of("bold", null)));
  }

  @Test
  void componentsComeOutAsTheyWentIn() {
    OperationBuilder builder = Operation.builder().retain(2).insert("ab").remove(1);
    Attributes bold = Attributes.of("bold", true);
    Embed image = new Embed("image", "a.png");
    builder.insert(image, bold);
    assertEquals(
        List.of(
            new Component.Retain(2, Attributes.NONE),
            new Component.Insert("ab", Attributes.NONE),
            new Component.Delete(1),
            new Component.InsertEmbed(image, bold)),
        builder.build().components());
  }

  private static void assertRefused(Reason reason, Runnable action) {
    InvalidOperationException refused = assertThrows(InvalidOperationException.class, action::run);
    assertEquals(reason, refused.reason(), refused.getMessage());
  }
}
