package dev.rejoin.ot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rejoin.ot.InvalidOperationException.Reason;
import dev.rejoin.ot.testing.Notation;
import dev.rejoin.ot.testing.RandomOperations;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentTest {
  private static final String PAIR = "\ud83d\ude00";

  @Test
  void appliedEditsGiveWhatComposingThemGives() {
    Seeds.each(10_000, 500_000, DocumentTest::randomEdits);
  }

  private static void randomEdits(long seed) {
    SplitMix64 random = new SplitMix64(seed);
    DocumentType type = seed % 2 == 0 ? DocumentType.TEXT : DocumentType.RICH_TEXT;
    RandomOperations operations = new RandomOperations(random, type);
    Content model = operations.content(random.oneIn(100) ? 800 : 12);
    Document document = Document.of(model);
    List<Content> snapshots = new ArrayList<>();
    List<Content> kept = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      if (random.oneIn(3)) {
        snapshots.add(document.snapshot());
        kept.add(model);
      }
      Operation edit = operations.on(model);
      document.apply(edit);
      model = Content.of(type, model.toOperation().compose(edit));
      same(model, document, random);
    }
    for (int i = 0; i < snapshots.size(); i++) {
      same(kept.get(i), snapshots.get(i), random);
      same(kept.get(i), Document.of(snapshots.get(i)), random);
    }
  }

  private static void same(Content wanted, Content got, SplitMix64 random) {
    assertEquals(wanted.type(), got.type());
    assertEquals(wanted.length(), got.length());
    assertEquals(wanted.toOperation(), canonical(got, 0, got.length()));
    int from = random.below(wanted.length() + 1);
    int to = from + random.below(wanted.length() - from + 1);
    String text = RandomOperations.text(wanted);
    if (!Surrogates.splits(text, from) && !Surrogates.splits(text, to)) {
      OperationBuilder part = Operation.builder();
      wanted.emit(from, to, part);
      assertEquals(part.build(), canonical(got, from, to), "units " + from + " to " + to);
    }
  }

  /** What {@code content} emits, taken by a reader: which refuses all that is not canonical. */
  private static Operation canonical(Content content, int from, int to) {
    OperationReader reader = new OperationReader(content.type());
    content.emit(from, to, reader);
    return reader.finish();
  }

  @Test
  void longTextKeepsItsPlacesThroughSplitsAndJoins() {
    Seeds.each(12, 1_000, DocumentTest::longEdits);
  }

  private static void longEdits(long seed) {
    SplitMix64 random = new SplitMix64(seed);
    StringBuilder model = new StringBuilder();
    Document document = Document.empty(DocumentType.TEXT);
    int longest = random.oneOf(3, 300, 20_000);
    for (int i = 0; i < 1_000; i++) {
      int at = boundary(model, random.below(model.length() + 1));
      OperationBuilder edit = Operation.builder().retain(at);
      int before = model.length();
      if (random.oneIn(3)) {
        int wanted = Math.min(before, at + random.below(2 * longest));
        int end = Math.max(at, boundary(model, wanted));
        edit.remove(end - at).retain(before - end);
        model.delete(at, end);
      } else {
        String text = random.oneOf("abc", PAIR, "x" + PAIR).repeat(1 + random.below(longest) / 2);
        edit.insert(text).retain(before - at);
        model.insert(at, text);
      }
      document.apply(edit.build());
      assertEquals(model.length(), document.length());
    }
    assertEquals(model.toString(), document.text());
  }

  private static int boundary(CharSequence text, int position) {
    return Surrogates.splits(text, position) ? position - 1 : position;
  }

  @Test
  void hugePasteIsFoundAgainAtEveryUnit() {
    String pasted = ("0123456789" + PAIR).repeat(5_000);
    Document document = Document.of(DocumentType.TEXT, "ab");
    document.apply(Operation.builder().retain(1).insert(pasted).retain(1).build());
    assertEquals("a" + pasted + "b", document.text());
    Operation deleteTheRest = Operation.builder().retain(13).remove(pasted.length() - 11).build();
    document.apply(deleteTheRest);
    assertEquals("a0123456789" + PAIR, document.text());
  }

  @ParameterizedTest
  @CsvSource({
    "TEXT,      2 'x' 4 'y',    BASE_LENGTH",
    "TEXT,      1 'x' 2 'y' 2,  SPLITS_SURROGATE_PAIR",
    "TEXT,      1 -2 'y' 2,     SPLITS_SURROGATE_PAIR",
    "TEXT,      1 'x' 2 -2,     SPLITS_SURROGATE_PAIR",
    "TEXT,      'x' 3{a=1} 2,   NOT_IN_THIS_TYPE",
    "TEXT,      'x' 5 <image>,  NOT_IN_THIS_TYPE",
    "RICH_TEXT, 'x' 3{a=1} 2,   SPLITS_SURROGATE_PAIR",
    "RICH_TEXT, 'x'{a=1} 9,     BASE_LENGTH",
  })
  void refusedEditChangesNothing(DocumentType type, String notation, Reason reason) {
    Document document = Document.of(type, "ab" + PAIR + "c");
    Operation edit = Notation.into(Operation.builder(), notation).build();
    InvalidOperationException refused =
        assertThrows(InvalidOperationException.class, () -> document.apply(edit));
    assertEquals(reason, refused.reason());
    assertEquals("ab" + PAIR + "c", document.text());
    Operation inserts = Operation.builder().insert("ab" + PAIR + "c").build();
    assertEquals(inserts, document.toOperation());
  }

  @Test
  void boldTypedInTheMiddleOfBoldStaysOneRun() {
    Document document = Document.empty(DocumentType.RICH_TEXT);
    for (String edit :
        List.of("'ac'{bold=true}", "1 'b'{bold=true} 1", "3 'd'", "3 'x'{bold=true} 1", "-1 4")) {
      document.apply(Notation.into(Operation.builder(), edit).build());
    }
    Operation wanted = Notation.into(Operation.builder(), "'bcx'{bold=true} 'd'").build();
    assertEquals(wanted, canonical(document, 0, 4));
  }

  @Test
  void hashIsFnv1aOfTheUnitsLowByteFirst() {
    String text = "h\u00e9llo " + PAIR + Embed.UNIT;
    int hash = 0x811C9DC5;
    for (byte octet : text.getBytes(StandardCharsets.UTF_16LE)) {
      hash = (hash ^ (octet & 0xFF)) * 0x01000193;
    }
    Document document = Document.of(DocumentType.RICH_TEXT, "h\u00e9llo " + PAIR);
    document.apply(Notation.into(Operation.builder(), "8 <image>").build());
    assertEquals(hash, document.hash());
    assertEquals(0x811C9DC5, Document.empty(DocumentType.TEXT).hash());
  }

  @Test
  void stretchOutsideTheDocumentIsRefused() {
    Document document = Document.of(DocumentType.TEXT, "abc");
    assertThrows(IndexOutOfBoundsException.class, () -> document.emit(2, 4, Operation.builder()));
    assertThrows(IndexOutOfBoundsException.class, () -> document.emit(2, 1, Operation.builder()));
  }
}
