package dev.rejoin.ot.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.Transformed;
import dev.rejoin.ot.sync.Outcome.Accepted;
import dev.rejoin.ot.sync.Received.Advanced;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise X5: 10,000 edits that waited rejoin 10,000 that were missed, all over the document. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class LongAbsenceTest {
  private static final int EDITS = 10_000;
  private static final int CANARY_SEEDS = 20;
  private static final String START = "lorem ipsum ".repeat(1_000);

  @Test
  void tenThousandBufferedEditsRejoinTenThousandMissedOnes() {
    Seeds.each(5, 200, seed -> assertTimeout(Duration.ofSeconds(20), () -> rejoin(seed, Bug.NONE)));
  }

  private enum Bug {
    NONE,
    THE_TIE_IS_TURNED,
    AN_ACKNOWLEDGEMENT_FORGETS_THE_BUFFER,
    A_FOLD_COUNTS_AS_ONE
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aPlantedBugIsSeen(Bug bug) {
    assertTrue(LongStream.range(0, CANARY_SEEDS).anyMatch(seed -> fails(seed, bug)));
  }

  private static boolean fails(long seed, Bug bug) {
    try {
      rejoin(seed, bug);
      return false;
    } catch (AssertionError | RuntimeException seen) {
      return true;
    }
  }

  private static void rejoin(long seed, Bug bug) {
    SplitMix64 random = new SplitMix64(seed);
    Document stored = Document.of(DocumentType.TEXT, START);
    FoldedLog log = new FoldedLog(0, SequencerBench.NO_WEIGHT_LIMIT);
    Sequencer sequencer = new Sequencer(stored, 0, 0, Map.of(), log, SequencerLimits.NONE);
    for (int i = 0; i < EDITS; i++) {
      submit(sequencer, "bob", new Frozen(i + 1, i, keystroke(random, stored.length())));
    }

    Document local = Document.of(DocumentType.TEXT, START);
    ClientState state = ClientState.opened("me", 0, 0);
    for (int i = 0; i < EDITS; i++) {
      Operation edit = keystroke(random, local.length());
      local.apply(edit);
      state = state.edit(edit);
    }

    boolean folded = random.oneIn(2);
    state = receive(bug, state, local, folded ? log.steps("me", 0, EDITS) : entries(log, 0));
    while (state.inFlight().isPresent()) {
      submit(sequencer, "me", state.inFlight().get());
      state = receive(bug, state, local, entries(log, state.revision()));
    }
    assertEquals(EDITS + 2, state.revision());
    assertEquals(sequencer.document().text(), local.text());
  }

  private static void submit(Sequencer sequencer, String site, Frozen frozen) {
    Submission submission =
        new Submission(
            site, frozen.sequence(), frozen.revision(), frozen.operation(), "~" + site, 0);
    assertInstanceOf(Accepted.class, sequencer.submit(submission));
    sequencer.commit();
  }

  private static List<Step> entries(FoldedLog log, long from) {
    List<Step> steps = new ArrayList<>();
    for (long revision = from + 1; revision <= log.head(); revision++) {
      Entry entry = log.entry(revision);
      steps.add(new Step.One(entry.site(), entry.sequence(), entry.operation()));
    }
    return steps;
  }

  private static ClientState receive(Bug bug, ClientState state, Document local, List<Step> steps) {
    Advanced advanced = assertInstanceOf(Advanced.class, received(bug, state, steps));
    advanced.apply().ifPresent(local::apply);
    return advanced.state();
  }

  private static Received received(Bug bug, ClientState state, List<Step> steps) {
    if (state instanceof AwaitingAckWithBuffer waiting) {
      if (steps.get(0) instanceof Step.Folded folded) {
        if (bug == Bug.A_FOLD_COUNTS_AS_ONE) {
          return state.receive(new Step.Folded(1, folded.operation()));
        }
        if (bug == Bug.THE_TIE_IS_TURNED) {
          return turned(waiting, folded);
        }
      } else if (bug == Bug.AN_ACKNOWLEDGEMENT_FORGETS_THE_BUFFER && steps.size() == 1) {
        long next = state.revision() + 1;
        return new Advanced(new Synchronized(state.site(), next, 1), Optional.empty());
      }
    }
    return state.receive(steps);
  }

  /** The log's text goes to the right of what the client has in flight, as if it came later. */
  private static Received turned(AwaitingAckWithBuffer state, Step.Folded folded) {
    Transformed upper = Operation.transform(state.outstanding(), folded.operation());
    Transformed lower = Operation.transform(upper.later(), state.buffer().toOperation());
    return new Advanced(
        new AwaitingAckWithBuffer(
            state.site(),
            state.revision() + folded.count(),
            state.frozen(),
            upper.earlier(),
            Buffer.of(lower.later())),
        Optional.of(lower.earlier()));
  }

  private static Operation keystroke(SplitMix64 random, int length) {
    int at = random.below(length);
    String letter = Character.toString('a' + random.below(26));
    return random.oneIn(3)
        ? Operation.builder().retain(at).remove(1).retain(length - at - 1).build()
        : Operation.builder().retain(at).insert(letter).retain(length - at).build();
  }
}
