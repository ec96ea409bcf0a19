package dev.rejoin.ot.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rejoin.ot.sync.Outcome.Accepted;
import dev.rejoin.ot.sync.Outcome.Duplicate;
import dev.rejoin.ot.sync.Outcome.NeedsHistory;
import dev.rejoin.ot.sync.Outcome.Refused;
import java.util.List;
import org.junit.jupiter.api.Test;

/** PROTOCOL 4, point 1: what a site and a sequence number say about an operation. */
class SequencerNamesTest {
  private final SequencerBench bench = SequencerBench.empty();

  @Test
  void theFirstOperationOfASiteIsNumberOne() {
    assertInstanceOf(Accepted.class, bench.submit("alice", 1, 0, "'a'"));
  }

  @Test
  void aFirstOperationWithNumberTwoLeavesAGap() {
    assertEquals(
        new Refused(Refusal.GAP, "operation 2 of alice, whose next is 1"),
        bench.submit("alice", 2, 0, "'a'"));
  }

  @Test
  void theNextNumberIsTakenAndTheOneAfterItIsAGap() {
    bench.store("alice", 1, 0, "'a'");
    assertEquals(
        new Refused(Refusal.GAP, "operation 3 of alice, whose next is 2"),
        bench.submit("alice", 3, 1, "1 'b'"));
    assertInstanceOf(Accepted.class, bench.submit("alice", 2, 1, "1 'b'"));
  }

  @Test
  void theLastNumberAgainIsADuplicateOfItsEntry() {
    bench.store("alice", 1, 0, "'a'");
    bench.store("bob", 1, 1, "1 'b'");
    SequencerBench.View before = bench.view();
    assertEquals(new Duplicate(1), bench.submit("alice", 1, 0, "'a'"));
    assertEquals(before, bench.view());
  }

  @Test
  void aDuplicateIsRecognisedWhereverOthersWroteBeforeIt() {
    bench.store("origin", 1, 0, "'0123456789'");
    for (int i = 0; i < 20; i++) {
      bench.store("bob", i + 1, i + 1, i + " 'b' 10");
    }
    bench.store("alice", 1, 1, "4 'a' -2 4");
    bench.store("bob", 21, 22, "29");
    assertEquals(new Duplicate(22), bench.submit("alice", 1, 1, "4 'a' -2 4"));
  }

  @Test
  void anOperationFrozenAnewOnALaterRevisionIsTheSameOperation() {
    bench.store("origin", 1, 0, "'0123456789'");
    bench.store("bob", 1, 1, "'bob' 4 -2 4");
    bench.store("alice", 1, 1, "5 'a' -2 3");
    assertEquals(new Duplicate(3), bench.submit("alice", 1, 2, "7 'a' -1 3"));
  }

  @Test
  void aNumberBeforeTheLastIsStale() {
    bench.store("alice", 1, 0, "'a'");
    bench.store("alice", 2, 1, "1 'b'");
    assertEquals(
        new Refused(Refusal.STALE, "operation 1 of alice, whose last is 2"),
        bench.submit("alice", 1, 0, "'a'"));
  }

  @Test
  void theSameNameWithAnotherOperationIsStale() {
    bench.store("alice", 1, 0, "'a'");
    assertEquals(
        new Refused(Refusal.STALE, "operation 1 of alice is another one, stored as revision 1"),
        bench.submit("alice", 1, 0, "'b'"));
  }

  @Test
  void theSameNameOnARevisionThatCannotHaveBeenItsIsStale() {
    bench.store("alice", 1, 0, "'a'");
    assertEquals(Refusal.STALE, code(bench.submit("alice", 1, 1, "'a' 1")));
    assertEquals(Refusal.STALE, code(bench.submit("alice", 1, 7, "'a'")));
  }

  @Test
  void theSameNameWithAnotherBaseLengthIsStale() {
    bench.store("bob", 1, 0, "'b'");
    bench.store("alice", 1, 0, "'a'");
    assertEquals(Refusal.STALE, code(bench.submit("alice", 1, 0, "'a' 5")));
  }

  @Test
  void aDuplicateOfWhatIsStagedInTheSameBatchIsRecognised() {
    bench.submit("bob", 1, 0, "'b'");
    bench.submit("alice", 1, 0, "'a'");
    bench.submit("bob", 2, 0, "'c'");
    assertEquals(new Duplicate(2), bench.submit("alice", 1, 0, "'a'"));
    assertEquals(Refusal.STALE, code(bench.submit("alice", 1, 0, "'x'")));
    assertEquals(2, bench.sequencer.staged().size());
  }

  @Test
  void aRolledBackOperationWasNeverNamed() {
    bench.submit("alice", 1, 0, "'a'");
    bench.sequencer.rollback();
    assertInstanceOf(Accepted.class, bench.submit("alice", 1, 0, "'other'"));
  }

  @Test
  void aDuplicateOfWhatAnotherNodeStoredIsRecognised() {
    Entry entry = SequencerBench.empty().store("alice", 1, 0, "'a'");
    bench.sequencer.learn(List.of(entry));
    assertEquals(new Duplicate(1), bench.submit("alice", 1, 0, "'a'"));
    assertEquals(Refusal.STALE, code(bench.submit("alice", 1, 0, "'b'")));
  }

  @Test
  void aDuplicateFromBelowTheFloorCountsAsDone() {
    SequencerBench trimmed = TrimmedLog.of("alice", "bob", "alice", "bob").withFloor(3, 3);
    assertEquals(new Duplicate(4), trimmed.submit("bob", 2, 2, "'anything'"));
    assertEquals(new Duplicate(3), trimmed.submit("alice", 2, 2, "'anything'"));
  }

  @Test
  void aDuplicateFromBeyondMemoryAsksForHistory() {
    TrimmedLog log = TrimmedLog.of("alice", "bob", "bob", "carol");
    SequencerBench forgetful = log.withFloor(0, 3);
    assertEquals(new NeedsHistory(1, 3), forgetful.submit("bob", 2, 1, "1 'c'"));
    List<Entry> both = log.entries(1, 3);
    assertEquals(Refusal.STALE, code(forgetful.submit("bob", 2, 1, "1 'c'", both)));
    assertEquals(new NeedsHistory(2, 3), forgetful.submit("bob", 2, 2, "2 'c'"));
    List<Entry> own = log.entries(2, 3);
    assertEquals(new Duplicate(3), forgetful.submit("bob", 2, 2, "2 'c'", own));
    assertEquals(Refusal.STALE, code(forgetful.submit("bob", 2, 2, "2 'd'", own)));
  }

  @Test
  void whatComesAgainOnARevisionThatIsOnlyStagedIsDecidedByWhatIsStaged() {
    assertInstanceOf(Accepted.class, bench.submit("alice", 1, 0, "'a'"));
    assertInstanceOf(Accepted.class, bench.submit("bob", 1, 0, "'b'"));
    assertEquals(new Duplicate(2), bench.submit("bob", 1, 1, "'b' 1"));
    assertEquals(Refusal.STALE, code(bench.submit("bob", 1, 1, "'c' 1")));
  }

  @Test
  void aDuplicateWhoseOwnEntryIsInMemoryNeedsOnlyWhatIsOlder() {
    SequencerBench bench = SequencerBench.empty();
    TrimmedLog log =
        TrimmedLog.of(
            List.of(
                bench.store("alice", 1, 0, "'a'"),
                bench.store("alice", 2, 1, "1 'b'"),
                bench.store("carol", 1, 2, "2 'c'"),
                bench.store("bob", 1, 0, "'x'")));
    SequencerBench forgetful = log.withFloor(0, 2);
    assertEquals(new NeedsHistory(0, 2), forgetful.submit("bob", 1, 0, "'x'"));
    assertEquals(new Duplicate(4), forgetful.submit("bob", 1, 0, "'x'", log.entries(0, 2)));
    assertEquals(Refusal.STALE, code(forgetful.submit("bob", 1, 0, "'y'", log.entries(0, 2))));
  }

  @Test
  void aPastThatGoesBeyondTheOwnEntryIsAskedForAnew() {
    TrimmedLog log = TrimmedLog.of("alice", "bob", "carol", "dave");
    SequencerBench forgetful = log.withFloor(0, 4);
    Outcome outcome = forgetful.submit("bob", 1, 1, "1 'b'", log.entries(1, 4));
    assertEquals(new NeedsHistory(1, 2), outcome);
    assertEquals(new Duplicate(2), forgetful.submit("bob", 1, 1, "1 'b'", log.entries(1, 2)));
  }

  @Test
  void numbersBelowOneAreMisuse() {
    assertThrows(IllegalArgumentException.class, () -> bench.submit("alice", 0, 0, "'a'"));
    assertThrows(IllegalArgumentException.class, () -> bench.submit("alice", 1, -1, "'a'"));
  }

  private static Refusal code(Outcome outcome) {
    return assertInstanceOf(Refused.class, outcome).code();
  }
}
