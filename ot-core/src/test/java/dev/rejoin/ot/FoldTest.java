package dev.rejoin.ot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.testing.Notation;
import dev.rejoin.ot.testing.RandomOperations;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All ways to compose many give the same to the letter: left fold, balanced, accumulated. */
class FoldTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      textBlock =
          """
          3,           1 -1 1,        1 'x' 1,         1 -1 'x' 1
          3,           1 'x' -1 1,    2 'y' 1,         1 'x' -1 'y' 1
          3,           1 'x' 2,       1 'y' 3,         1 'yx' 2
          3,           1 'x' 2,       2 'y' 2,         1 'xy' 2
          3,           1 'xyz' 2,     2 -1 3,          1 'xz' 2
          3,           1 'x' 2,       -4,              -3
          3,           1 'x' -1 'y' 1, 2 'z' 2,        1 'x' -1 'zy' 1
          3,           -3,            'x',             -3 'x'
          0,           'abc',         1 -1 1,          'ac'
          2,           "1{a=1} 1",    "1{a=null,b=2} 1", "1{a=null,b=2} 1"
          2,           <image> 2,     "1{a=1} 2",      <image>{a=1} 2
          2,           "'x'{a=1} 2",  "1{a=null} 2",   'x' 2
          """)
  void twoEditsBecomeOne(int length, String first, String second, String composed) {
    Accumulator accumulator = new Accumulator(length);
    accumulator.add(operation(first));
    accumulator.add(operation(second));
    assertEquals(operation(composed), accumulator.toOperation());
  }

  @Test
  void everyTripleOnDocumentsOfUpToTwoUnits() {
    for (int length = 0; length <= 2; length++) {
      for (Operation a : AllOperations.on(length, "x")) {
        for (Operation b : AllOperations.on(a.targetLength(), "y")) {
          List<Operation> third =
              b.targetLength() <= 2 ? AllOperations.on(b.targetLength(), "z") : List.of();
          allWaysAgree(List.of(a, b));
          third.forEach(c -> allWaysAgree(List.of(a, b, c)));
        }
      }
    }
  }

  @Test
  void randomEditsOneAfterTheOther() {
    Seeds.each(20_000, 1_000_000, FoldTest::randomEdits);
  }

  private static void randomEdits(long seed) {
    SplitMix64 random = new SplitMix64(seed);
    DocumentType type = seed % 2 == 0 ? DocumentType.TEXT : DocumentType.RICH_TEXT;
    RandomOperations operations = new RandomOperations(random, type);
    boolean isLong = random.oneIn(200);
    Content content = operations.content(isLong ? 600 : 10);
    List<Operation> edits = new ArrayList<>();
    int count = 1 + random.below(isLong ? 200 : 10);
    for (int i = 0; i < count; i++) {
      Operation edit = operations.on(content);
      edits.add(edit);
      content = Content.of(type, content.toOperation().compose(edit));
    }
    allWaysAgree(edits);
  }

  @Test
  void editsAtRandomPlacesOfALargeDocument() {
    Seeds.each(4, 400, seed -> allWaysAgree(scatteredEdits(new SplitMix64(seed), 5_000)));
  }

  /** Short edits anywhere; now and then a large stretch goes, so that chunks empty and join. */
  private static List<Operation> scatteredEdits(SplitMix64 random, int count) {
    List<Operation> edits = new ArrayList<>();
    int length = 20_000;
    for (int i = 0; i < count; i++) {
      int at = random.below(length + 1);
      int room = length - at;
      OperationBuilder edit = Operation.builder().retain(at);
      if (random.oneIn(3)) {
        int deleted = Math.min(room, 1 + random.below(random.oneIn(100) ? 5_000 : 5));
        edit.remove(deleted).retain(room - deleted);
      } else {
        edit.insert("abcdefgh".substring(random.below(8))).retain(room);
      }
      edits.add(edit.build());
      length = edits.get(i).targetLength();
    }
    return edits;
  }

  @Test
  void typingErrorsTakenBackLeaveNoTrace() {
    Accumulator accumulator = new Accumulator(2);
    accumulator.add(operation("1 'teh' 1"));
    accumulator.add(operation("2 -2 1"));
    accumulator.add(operation("2 'he' 1"));
    accumulator.add(operation("4 -1"));
    assertEquals(operation("1 'the' -1"), accumulator.toOperation());
  }

  @Test
  void textThatCameAndWentIsLetGoOf() {
    SplitMix64 random = new SplitMix64(1);
    Accumulator accumulator = new Accumulator(10);
    List<Operation> edits = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      int length = accumulator.targetLength();
      int at = random.below(length + 1);
      int gone = length > 3_000 ? length - at : 0;
      String text = "abc".repeat(random.below(400));
      Operation edit =
          Operation.builder()
              .retain(at)
              .insert(text)
              .remove(gone)
              .retain(length - at - gone)
              .build();
      accumulator.add(edit);
      edits.add(edit);
      assertTrue(accumulator.weight() < 30_000, accumulator.weight() + " bytes after " + i);
    }
    allWaysAgree(edits);
    assertEquals(Fold.balanced(edits), accumulator.toOperation());
  }

  @Test
  void addingGoesOnAfterTheFoldWasRead() {
    Accumulator accumulator = new Accumulator(1);
    accumulator.add(operation("1 'a'"));
    Operation soFar = accumulator.toOperation();
    accumulator.add(operation("2 'b'"));
    assertEquals(operation("1 'a'"), soFar);
    assertEquals(operation("1 'ab'"), accumulator.toOperation());
  }

  @Test
  void anEditThatDoesNotFitChangesNothing() {
    Accumulator accumulator = new Accumulator(1);
    accumulator.add(operation("1 'a'"));
    assertThrows(InvalidOperationException.class, () -> accumulator.add(operation("3 'b'")));
    assertEquals(operation("1 'a'"), accumulator.toOperation());
    assertEquals(1, accumulator.baseLength());
    assertEquals(2, accumulator.targetLength());
  }

  @Test
  void nothingCannotBeFolded() {
    assertThrows(IllegalArgumentException.class, () -> Fold.balanced(List.of()));
    assertThrows(IllegalArgumentException.class, () -> Fold.accumulated(List.of()));
  }

  @Test
  void insertAndDeleteSideBySideKeepTheirOrder() {
    Operation insertFirst = Fold.accumulated(List.of(operation("'a' 1"), operation("1 -1")));
    Operation deleteFirst = Fold.accumulated(List.of(operation("-1"), operation("'a'")));
    assertEquals(operation("'a' -1"), insertFirst);
    assertEquals(operation("-1 'a'"), deleteFirst);
    assertNotEquals(insertFirst, deleteFirst);
  }

  private static void allWaysAgree(List<Operation> edits) {
    Operation leftFold = edits.stream().reduce(Operation::compose).orElseThrow();
    assertEquals(leftFold, Fold.accumulated(edits), "accumulated");
    assertEquals(leftFold, Fold.balanced(edits), "balanced");
  }

  private static Operation operation(String notation) {
    return Notation.into(Operation.builder(), notation).build();
  }
}
