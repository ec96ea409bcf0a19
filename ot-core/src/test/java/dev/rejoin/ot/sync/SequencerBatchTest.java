package dev.rejoin.ot.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Outcome.Accepted;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** PROTOCOL 4, points 3 to 5: staging, storing, and losing the race to another node. */
class SequencerBatchTest {
  private final SequencerBench bench = SequencerBench.holding("abc");

  @Test
  void anAcceptedOperationIsMovedBehindTheLog() {
    bench.store("bob", 1, 1, "'bob' 3");
    Entry entry = bench.store("alice", 1, 1, "1 -1 'x' 1");
    assertEquals(
        new Entry(3, "alice", 1, "~alice", 1_000, StateNotation.operation("4 -1 'x' 1")), entry);
    assertEquals("bobaxc", bench.text());
  }

  @Test
  void theLaterOfTwoAtOnePlaceStandsToTheLeft() {
    bench.submit("bob", 1, 1, "3 'bob'");
    bench.submit("alice", 1, 1, "3 'alice'");
    assertEquals("abcalicebob", bench.text());
  }

  @Test
  void theOperationsOfABatchMeetOneAnother() {
    bench.submit("bob", 1, 1, "'b' 3");
    bench.submit("alice", 1, 1, "3 'a'");
    bench.submit("carol", 1, 1, "-3");
    assertEquals("ba", bench.text());
    assertEquals(1, bench.sequencer.head());
    assertEquals(
        List.of(2L, 3L, 4L), bench.sequencer.staged().stream().map(Entry::revision).toList());
  }

  @Test
  void commitMakesWhatWasStagedTheLog() {
    bench.submit("bob", 1, 1, "'b' 3");
    bench.submit("alice", 1, 1, "3 'a'");
    assertEquals(LastEntry.NONE, bench.sequencer.lastEntry("alice"));
    bench.sequencer.commit();
    assertEquals(3, bench.sequencer.head());
    assertEquals(List.of(), bench.sequencer.staged());
    assertEquals(new LastEntry(1, 3), bench.sequencer.lastEntry("alice"));
    assertInstanceOf(Accepted.class, bench.submit("alice", 2, 3, "5 'a'"));
  }

  @Test
  void rollbackLeavesNothingOfABatch() {
    SequencerBench.View before = bench.view();
    bench.submit("bob", 1, 1, "'b' 3");
    bench.submit("alice", 1, 1, "1 -2");
    bench.submit("carol", 1, 1, "-3 'xyz'");
    assertEquals("bxyz", bench.text());
    bench.sequencer.rollback();
    assertEquals(before, bench.view());
  }

  @Test
  void rollbackBringsBackAttributesAndEmbeds() {
    SequencerBench rich = SequencerBench.empty(DocumentType.RICH_TEXT, SequencerLimits.NONE);
    rich.store("bob", 1, 0, "'ab'{bold=true} <image> 'c'");
    Operation before = rich.sequencer.document().toOperation();
    rich.submit("alice", 1, 1, "1{bold=null,color=red} -2 1{bold=true}");
    rich.sequencer.rollback();
    assertEquals(before, rich.sequencer.document().toOperation());
  }

  @Test
  void whoLosesTheRaceLearnsAndSubmitsAgain() {
    Entry faster = SequencerBench.holding("abc").store("bob", 1, 1, "'bob' 3");
    bench.submit("alice", 1, 1, "'x' 3");
    bench.sequencer.rollback();
    bench.sequencer.learn(List.of(faster));
    Entry entry = bench.store("alice", 1, 1, "'x' 3");
    assertEquals(3, entry.revision());
    assertEquals("xbobabc", bench.text());
  }

  @Test
  void aSequencerMadeFromTheLogGoesOnWhereTheOtherStopped() {
    Entry first = bench.store("bob", 1, 1, "'b' 3");
    Entry second = bench.store("alice", 1, 1, "3 'a'");
    FoldedLog recent = new FoldedLog(1, SequencerBench.NO_WEIGHT_LIMIT);
    recent.append(first);
    recent.append(second);
    SequencerBench restarted =
        new SequencerBench(
            new Sequencer(
                Document.of(DocumentType.TEXT, "babca"),
                3,
                0,
                Map.of("bob", new LastEntry(1, 2), "alice", new LastEntry(1, 3)),
                recent,
                SequencerLimits.NONE));
    assertEquals(bench.view(), restarted.view());
    assertEquals(
        bench.submit("carol", 1, 1, "1 'c' 2"), restarted.submit("carol", 1, 1, "1 'c' 2"));
  }

  @Test
  void nothingIsLearntWhileABatchIsStaged() {
    bench.submit("alice", 1, 1, "'x' 3");
    Entry faster = SequencerBench.holding("abc").store("bob", 1, 1, "'bob' 3");
    assertEquals(
        "1 entries are staged",
        assertThrows(IllegalStateException.class, () -> bench.sequencer.learn(List.of(faster)))
            .getMessage());
  }

  @Test
  void entriesAreLearntWithoutAGap() {
    SequencerBench other = SequencerBench.holding("abc");
    other.store("bob", 1, 1, "'b' 3");
    Entry third = other.store("bob", 2, 2, "'b' 4");
    assertEquals(
        "entry 3 does not follow revision 1",
        assertThrows(IllegalArgumentException.class, () -> bench.sequencer.learn(List.of(third)))
            .getMessage());
  }

  @Test
  void theLogHasToEndWhereTheDocumentIs() {
    FoldedLog recent = new FoldedLog(4, SequencerBench.NO_WEIGHT_LIMIT);
    Document document = Document.of(DocumentType.TEXT, "abc");
    assertThrows(
        IllegalArgumentException.class,
        () -> new Sequencer(document, 5, 0, Map.of(), recent, SequencerLimits.NONE));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Sequencer(document, 4, 5, Map.of(), recent, SequencerLimits.NONE));
  }
}
