package dev.rejoin.ot.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Outcome.Accepted;
import dev.rejoin.ot.sync.Outcome.NeedsHistory;
import dev.rejoin.ot.sync.Outcome.Refused;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** PROTOCOL 4, points 2 and 3: what an operation has to be, each rule at its border. */
class SequencerRulesTest {

  @Test
  void theHeadIsTheHighestRevisionThatAnOperationMayApplyTo() {
    SequencerBench bench = SequencerBench.holding("ab");
    refuses(bench, Refusal.FUTURE, "operation applies to revision 2, the head is 1", 2, "2 'x'");
    accepts(bench, 1, "2 'x'");
  }

  @Test
  void whatIsOnlyStagedIsTheFuture() {
    SequencerBench bench = SequencerBench.holding("ab");
    bench.submit("bob", 1, 1, "2 'b'");
    refuses(bench, Refusal.FUTURE, "operation applies to revision 2, the head is 1", 2, "3 'x'");
  }

  @Test
  void theFloorIsTheLowestRevisionThatAnOperationMayApplyTo() {
    SequencerBench bench = TrimmedLog.of("bob", "bob", "bob").withFloor(2, 2);
    refuses(
        bench,
        Refusal.STALE,
        "operation applies to revision 1, the log reaches back to 2",
        1,
        "1 'x'");
    accepts(bench, 2, "2 'x'");
  }

  @Test
  void betweenTheFloorAndWhatIsInMemoryHistoryIsNeeded() {
    TrimmedLog log = TrimmedLog.of("bob", "bob", "bob", "bob");
    SequencerBench bench = log.withFloor(1, 3);
    SequencerBench.View before = bench.view();
    assertEquals(new NeedsHistory(1, 3), bench.submit("alice", 1, 1, "'x' 1"));
    assertEquals(before, bench.view());
    assertEquals(new NeedsHistory(2, 3), bench.submit("alice", 1, 1, "'x' 1", log.entries(1, 2)));
    assertEquals(before, bench.view());
    Outcome outcome = bench.submit("alice", 1, 1, "'x' 1", log.entries(1, 3));
    assertInstanceOf(Accepted.class, outcome);
    assertEquals("xabcd", bench.text());
  }

  @Test
  void anOperationOfAnotherLengthThanTheDocumentHadIsRefusedAlsoBeyondMemory() {
    TrimmedLog log = TrimmedLog.of("bob", "bob", "bob", "bob");
    SequencerBench bench = log.withFloor(0, 3);
    Outcome outcome = bench.submit("alice", 1, 1, "'x' 2", log.entries(1, 3));
    assertEquals(Refusal.INVALID, assertInstanceOf(Refused.class, outcome).code());
  }

  @Test
  void aPastOfAnotherRevisionIsMisuse() {
    TrimmedLog log = TrimmedLog.of("bob", "bob", "bob", "bob");
    SequencerBench bench = log.withFloor(0, 3);
    Recall recall = new Recall(0);
    log.entries(0, 3).forEach(recall::add);
    Submission onOne = new Submission("alice", 1, 1, StateNotation.operation("'x' 1"), "~alice", 0);
    assertThrows(
        IllegalArgumentException.class,
        () -> bench.sequencer.submit(onOne, Optional.of(recall.past())));
  }

  @Test
  void anOperationIsNotConcurrentWithItsAuthorsOwn() {
    SequencerBench bench = SequencerBench.holding("ab");
    bench.store("bob", 1, 1, "2 'b'");
    bench.store("alice", 1, 1, "'a' 2");
    Outcome outcome = bench.submit("alice", 2, 2, "3 'c'");
    assertEquals(
        new Refused(
            Refusal.INVALID,
            "operation applies to revision 2, but its author's last is revision 3"),
        outcome);
    assertInstanceOf(Accepted.class, bench.submit("alice", 2, 3, "4 'c'"));
  }

  @Test
  void norWithItsAuthorsOwnInTheSameBatch() {
    SequencerBench bench = SequencerBench.holding("ab");
    bench.submit("alice", 1, 1, "'a' 2");
    Outcome outcome = bench.submit("alice", 2, 1, "3 'c'");
    assertEquals(Refusal.INVALID, assertInstanceOf(Refused.class, outcome).code());
  }

  @Test
  void theBaseLengthIsTheLengthOfTheDocumentAtItsRevision() {
    SequencerBench bench = SequencerBench.holding("abc");
    bench.store("bob", 1, 1, "3 'b'");
    String message = "operation applies to %d units, but the document has %d";
    refuses(bench, Refusal.INVALID, String.format(message, 4, 3), 1, "4 'x'");
    refuses(bench, Refusal.INVALID, String.format(message, 2, 3), 1, "2 'x'");
    refuses(bench, Refusal.INVALID, String.format(message, 3, 4), 2, "3 'x'");
    refuses(bench, Refusal.INVALID, String.format(message, 5, 4), 2, "5 'x'");
    accepts(bench, 1, "3 'x'");
  }

  @Test
  void theBaseLengthIsCheckedAlsoWhereOnlyStagedEntriesFollow() {
    SequencerBench bench = SequencerBench.holding("abc");
    bench.submit("bob", 1, 1, "3 'b'");
    refuses(
        bench, Refusal.INVALID, "operation applies to 4 units, but the document has 3", 1, "4 'x'");
    accepts(bench, 1, "3 'x'");
  }

  @Test
  void noOperationSplitsASurrogatePair() {
    SequencerBench bench = SequencerBench.holding("a😀b");
    String message = "operation splits the surrogate pair around position 1";
    refuses(bench, Refusal.INVALID, message, 1, "2 'x' 2");
    refuses(bench, Refusal.INVALID, message, 1, "1 -1 2");
    refuses(bench, Refusal.INVALID, message, 1, "2 -1 1");
    accepts(bench, 1, "1 -2 1");
  }

  @Test
  void whatIsRefusedAtManyRevisionsIsNotRemembered() {
    FoldedLog recent = new FoldedLog(0, SequencerBench.NO_WEIGHT_LIMIT);
    History history = new History(recent, new Batch());
    for (int revision = 1; revision <= 1_000; revision++) {
      history.store(
          new Entry(
              revision,
              "bob",
              revision,
              "~bob",
              0,
              Operation.builder().retain(revision - 1).insert("x").build()));
    }
    for (int revision = 1; revision <= 900; revision++) {
      history.moved(Operation.identity(revision), revision);
    }
    assertTrue(history.foldsKept() <= History.MAX_FOLDS, "folds: " + history.foldsKept());
  }

  @Test
  void aPairIsNotSplitByAnOperationThatHasToBeMovedEither() {
    SequencerBench bench = SequencerBench.holding("a😀b");
    bench.store("bob", 1, 1, "'bob' 4");
    Outcome outcome = bench.submit("alice", 1, 1, "2 'x' 2");
    assertEquals(Refusal.INVALID, assertInstanceOf(Refused.class, outcome).code());
  }

  @Test
  void textTakesNeitherAttributesNorEmbeds() {
    SequencerBench bench = SequencerBench.holding("ab");
    String message = "operation has attributes or embeds, but the document is of type text";
    refuses(bench, Refusal.INVALID, message, 1, "2{bold=true}");
    refuses(bench, Refusal.INVALID, message, 1, "2 'x'{bold=true}");
    refuses(bench, Refusal.INVALID, message, 1, "2 <image>");
    accepts(bench, 1, "2 'x'");
  }

  @Test
  void richTextTakesBoth() {
    SequencerBench bench = SequencerBench.empty(DocumentType.RICH_TEXT, SequencerLimits.NONE);
    accepts(bench, 0, "'x'{bold=true} <image>");
  }

  @Test
  void anOperationMayWeighTheLimitAndNoByteMore() {
    Operation heavy = StateNotation.operation("'abcdef'");
    SequencerLimits fits = new SequencerLimits(Long.MAX_VALUE, heavy.weight());
    SequencerLimits tooSmall = new SequencerLimits(Long.MAX_VALUE, heavy.weight() - 1);
    accepts(SequencerBench.empty(DocumentType.TEXT, fits), 0, "'abcdef'");
    refuses(
        SequencerBench.empty(DocumentType.TEXT, tooSmall),
        Refusal.TOO_LARGE,
        "operation weighs "
            + heavy.weight()
            + " bytes, at most "
            + (heavy.weight() - 1)
            + " are taken",
        0,
        "'abcdef'");
  }

  @Test
  void aDocumentMayHaveTheLimitAndNoUnitMore() {
    SequencerBench bench =
        SequencerBench.empty(DocumentType.TEXT, new SequencerLimits(5, Long.MAX_VALUE));
    bench.store("bob", 1, 0, "'abc'");
    refuses(
        bench, Refusal.FULL, "document would have 6 units, at most 5 are allowed", 1, "3 'xyz'");
    accepts(bench, 1, "3 'xy'");
  }

  @Test
  void whatCountsIsTheDocumentAtTheHead() {
    SequencerBench bench =
        SequencerBench.empty(DocumentType.TEXT, new SequencerLimits(5, Long.MAX_VALUE));
    bench.store("bob", 1, 0, "'abc'");
    bench.submit("bob", 2, 1, "3 'de'");
    Outcome outcome = bench.submit("alice", 1, 1, "3 'x'");
    assertEquals(Refusal.FULL, assertInstanceOf(Refused.class, outcome).code());
  }

  @Test
  void aDocumentOverItsLimitMayShrinkAndStayButNotGrow() {
    TrimmedLog log = TrimmedLog.of("bob", "bob", "bob", "bob", "bob");
    SequencerBench bench = log.withLimits(new SequencerLimits(2, Long.MAX_VALUE));
    refuses(bench, Refusal.FULL, "document would have 6 units, at most 2 are allowed", 5, "5 'x'");
    assertInstanceOf(Accepted.class, bench.submit("alice", 1, 5, "-1 'x' 4"));
    assertInstanceOf(Accepted.class, bench.submit("carol", 1, 5, "-1 4"));
  }

  @Test
  void aWrongNameIsToldBeforeAWrongOperation() {
    SequencerBench bench = SequencerBench.holding("ab");
    Outcome outcome = bench.submit("alice", 2, 9, "99 <image>");
    assertEquals(Refusal.GAP, assertInstanceOf(Refused.class, outcome).code());
  }

  private static void accepts(SequencerBench bench, long revision, String notation) {
    assertInstanceOf(Accepted.class, bench.submit("alice", 1, revision, notation));
  }

  /** Refused with these words, and without a trace. */
  private static void refuses(
      SequencerBench bench, Refusal code, String message, long revision, String notation) {
    SequencerBench.View before = bench.view();
    assertEquals(new Refused(code, message), bench.submit("alice", 1, revision, notation));
    assertEquals(before, bench.view());
  }
}
