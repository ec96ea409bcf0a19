package dev.rejoin.load.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.load.editor.EditorReport;
import dev.rejoin.load.editor.Journal;
import dev.rejoin.load.editor.KeptCopy;
import dev.rejoin.load.editor.Traffic;
import dev.rejoin.load.server.ServerView;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.Frozen;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Ann and Bob each wrote a letter into an empty document, at the same time; Ann's came first. */
class CheckerTest {
  private static final Operation A = Operation.builder().insert("a").build();
  private static final Operation B = Operation.builder().insert("b").build();
  private static final Operation B_BEHIND_A = Operation.builder().insert("b").retain(1).build();

  private static final Entry FIRST = new Entry(1, "ann", 1, "~Ann", 0, A);
  private static final Entry SECOND = new Entry(2, "bob", 1, "~Bob", 0, B_BEHIND_A);

  private static final EditorReport ANN = report("ann", A, 1, 2, "ba");
  private static final EditorReport BOB = report("bob", B, 2, 2, "ba");

  private static EditorReport report(
      String site, Operation sent, long acknowledgedAt, long revision, String text) {
    return new EditorReport(
        site,
        "doc",
        site,
        revision,
        text,
        List.of(
            new Journal.Line("lineage", new Frozen(1, 0, sent), OptionalLong.of(acknowledgedAt))),
        List.of(),
        new Journal.Edits(1, 1),
        Optional.empty(),
        Optional.empty(),
        new Traffic());
  }

  private static Verdict check(long revision, String content, Entry... log) {
    return Checker.check(
        List.of(ANN, BOB), new ServerView("doc", "lineage", revision, content, List.of(log)));
  }

  private static void assertFault(String expected, Verdict verdict) {
    assertTrue(verdict.faults().contains(expected), verdict::toString);
    assertTrue(verdict.toString().startsWith("FAIL "));
  }

  @Test
  void whatWasPromisedAndKeptPasses() {
    assertEquals(Verdict.PASS, check(2, "ba", FIRST, SECOND));
  }

  @Test
  void acknowledgedOperationThatIsGoneIsNamed() {
    assertFault("operation 1 of bob was acknowledged at 2 and is lost", check(1, "a", FIRST));
  }

  @Test
  void documentThatIsGoneHasLostEverything() {
    Verdict verdict = Checker.check(List.of(ANN, BOB), ServerView.missing("doc"));
    assertFault("operation 1 of ann was acknowledged at 1 and is lost", verdict);
    assertFault("operation 1 of bob was acknowledged at 2 and is lost", verdict);
  }

  @Test
  void operationThatIsStoredTwiceIsNamed() {
    Operation again = Operation.builder().insert("b").retain(2).build();
    Verdict verdict = check(3, "bba", FIRST, SECOND, new Entry(3, "bob", 1, "~Bob", 0, again));
    assertFault("operation 1 of bob is stored twice, at 2 and 3", verdict);
  }

  @Test
  void entryThatNobodyWasToldOfIsNamed() {
    Operation stray = Operation.builder().retain(2).insert("!").build();
    Verdict verdict = check(3, "ba!", FIRST, SECOND, new Entry(3, "bob", 2, "~Bob", 0, stray));
    assertFault("operation 2 of bob at 3 was acknowledged to nobody", verdict);
  }

  @Test
  void entryAtAnotherRevisionThanItsAuthorWasToldIsNamed() {
    Entry bobFirst = new Entry(1, "bob", 1, "~Bob", 0, B);
    Entry annSecond =
        new Entry(2, "ann", 1, "~Ann", 0, Operation.builder().insert("a").retain(1).build());
    Verdict verdict = check(2, "ab", bobFirst, annSecond);
    assertFault("operation 1 of ann was acknowledged at 1, and is at 2", verdict);
  }

  @Test
  void entryThatIsNotWhatItsAuthorSentIsNamed() {
    Operation wrongSide = Operation.builder().retain(1).insert("b").build();
    Verdict verdict = check(2, "ab", FIRST, new Entry(2, "bob", 1, "~Bob", 0, wrongSide));
    assertFault("the entry at 2 is not what bob sent", verdict);
  }

  @Test
  void logThatDoesNotFoldIsNamed() {
    Operation tooLong = Operation.builder().insert("b").retain(7).build();
    Verdict verdict = check(2, "ba", FIRST, new Entry(2, "bob", 1, "~Bob", 0, tooLong));
    assertTrue(verdict.toString().contains("the log does not fold"), verdict::toString);
  }

  @Test
  void holeInTheLogIsNamed() {
    Entry later = new Entry(3, "bob", 1, "~Bob", 0, B_BEHIND_A);
    assertFault("the log has revision 3 in place 2", check(3, "ba", FIRST, later));
  }

  @Test
  void contentThatIsNotTheLogIsNamed() {
    assertFault("the server's content is not what its log folds to", check(2, "bA", FIRST, SECOND));
  }

  @Test
  void editorWithAnotherTextIsNamed() {
    EditorReport odd = report("bob", B, 2, 2, "ab");
    Verdict verdict =
        Checker.check(
            List.of(ANN, odd), new ServerView("doc", "lineage", 2, "ba", List.of(FIRST, SECOND)));
    assertEquals(List.of("bob sees another text than the server"), verdict.faults());
  }

  @Test
  void editorThatIsBehindIsNamed() {
    EditorReport behind = report("bob", B, 2, 1, "ba");
    Verdict verdict =
        Checker.check(
            List.of(ANN, behind),
            new ServerView("doc", "lineage", 2, "ba", List.of(FIRST, SECOND)));
    assertEquals(List.of("bob is at 1, the server at 2"), verdict.faults());
  }

  @Test
  void editorThatStoppedOrStillWaitsIsNamed() {
    EditorReport stopped =
        new EditorReport(
            "eve",
            "doc",
            "eve",
            2,
            "ba",
            List.of(),
            List.of(),
            new Journal.Edits(0, 0),
            Optional.of(new Frozen(1, 2, Operation.identity(2))),
            Optional.of("it was told so"),
            new Traffic());
    Verdict verdict =
        Checker.check(
            List.of(ANN, BOB, stopped),
            new ServerView("doc", "lineage", 2, "ba", List.of(FIRST, SECOND)));
    assertEquals(
        List.of("eve stopped: it was told so", "eve waits for operation 1"), verdict.faults());
  }

  @Test
  void keystrokeThatNobodyAcknowledgedIsNamed() {
    assertEquals(
        List.of("bob typed 3 edits, and 1 were acknowledged"),
        checkWithBob(List.of(), new Journal.Edits(3, 1)).faults());
  }

  @Test
  void copyThatNobodyShouldHaveToKeepIsNamed() {
    KeptCopy copy = new KeptCopy("lineage", 1, Optional.of(B), 1, "ba");
    assertEquals(
        List.of("bob was told that the document is another one"),
        checkWithBob(List.of(copy), new Journal.Edits(1, 1)).faults());
  }

  private static Verdict checkWithBob(List<KeptCopy> copies, Journal.Edits edits) {
    EditorReport bob =
        new EditorReport(
            "bob",
            "doc",
            "bob",
            2,
            "ba",
            BOB.journal(),
            copies,
            edits,
            Optional.empty(),
            Optional.empty(),
            new Traffic());
    return Checker.check(
        List.of(ANN, bob), new ServerView("doc", "lineage", 2, "ba", List.of(FIRST, SECOND)));
  }

  @Test
  void verdictIsOneLineAndCountsWhatItLeavesOut() {
    Verdict verdict = Verdict.PASS;
    for (int i = 1; i <= 7; i++) {
      verdict = verdict.and(Verdict.fault("fault\n" + i));
    }
    assertEquals(
        "FAIL fault 1; fault 2; fault 3; fault 4; fault 5; and 2 more", verdict.toString());
  }
}
