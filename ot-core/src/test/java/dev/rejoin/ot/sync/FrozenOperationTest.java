package dev.rejoin.ot.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rejoin.ot.Content;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Received.Advanced;
import dev.rejoin.ot.testing.RandomOperations;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise X3: whatever happens, what is in flight stays as it was until it is acknowledged. */
class FrozenOperationTest {
  private static final int STEPS_A_SEED = 20;
  private static final int CANARY_SEEDS = 20;

  @Test
  void aFrozenOperationNeverChanges() {
    Seeds.each(
        100_000 / STEPS_A_SEED, 1_000_000 / STEPS_A_SEED, seed -> new Run(seed, Bug.NONE).go());
  }

  /** What a client must not do with what it has in flight. */
  private enum Bug {
    NONE,
    LATER_TYPING_GOES_INTO_IT,
    IT_IS_MOVED_WITH_THE_LOG,
    IT_GETS_A_NEW_NAME,
    WHAT_IS_TYPED_BEHIND_IT_IS_FORGOTTEN
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void aPlantedBugIsSeen(Bug bug) {
    assertThrows(AssertionError.class, () -> firstSeeds(bug), bug + " lives on");
  }

  private static void firstSeeds(Bug bug) {
    LongStream.range(0, CANARY_SEEDS).forEach(seed -> new Run(seed, bug).go());
  }

  /** One client, and a log that it is told of step by step. */
  private static final class Run {
    private final Bug bug;
    private final SplitMix64 random;
    private final DocumentType type;
    private final RandomOperations operations;

    /** The document of the log at the client's revision, as inserts; and the client's own. */
    private Operation logged;

    private Operation local;
    private ClientState state = ClientState.opened("me", 0, 0);

    Run(long seed, Bug bug) {
      this.bug = bug;
      random = new SplitMix64(seed);
      type = random.oneOf(DocumentType.values());
      operations = new RandomOperations(random, type);
      logged = operations.content(6).toOperation();
      local = logged;
    }

    void go() {
      for (int i = 0; i < STEPS_A_SEED; i++) {
        Optional<Frozen> before = state.inFlight();
        boolean acknowledged = step();
        if (before.isPresent() && !acknowledged) {
          assertEquals(before, state.inFlight());
        }
        Operation pending = state.pending().orElse(Operation.identity(logged.targetLength()));
        assertEquals(local, logged.compose(pending), "local is what is logged and what is pending");
      }
    }

    /** Whether it was an acknowledgement. */
    private boolean step() {
      switch (random.below(4)) {
        case 0, 1 -> edit();
        case 2 -> others();
        default -> {
          return acknowledge();
        }
      }
      return false;
    }

    private void edit() {
      Operation edit = operations.on(content(local));
      local = local.compose(edit);
      state = edited(edit);
    }

    private ClientState edited(Operation edit) {
      if (bug == Bug.LATER_TYPING_GOES_INTO_IT
          && state instanceof AwaitingAck awaiting
          && awaiting.frozen().revision() == awaiting.revision()) {
        return with(awaiting, 0, awaiting.outstanding().compose(edit));
      }
      boolean forgets = bug == Bug.WHAT_IS_TYPED_BEHIND_IT_IS_FORGOTTEN;
      return forgets && state instanceof AwaitingAck ? state : state.edit(edit);
    }

    private static ClientState with(AwaitingAck awaiting, int renamed, Operation outstanding) {
      Frozen before = awaiting.frozen();
      Operation frozen = renamed == 0 ? outstanding : before.operation();
      Frozen after = new Frozen(before.sequence() + renamed, before.revision(), frozen);
      return new AwaitingAck(awaiting.site(), awaiting.revision(), after, outstanding);
    }

    private void others() {
      Operation first = operations.on(content(logged));
      logged = logged.compose(first);
      Operation second = operations.on(content(logged));
      logged = logged.compose(second);
      receive(
          random.oneIn(2)
              ? List.of(new Step.Folded(2, first.compose(second)))
              : List.of(new Step.One("bob", 1, first), new Step.One("eve", 1, second)));
    }

    private boolean acknowledge() {
      if (state.inFlight().isEmpty()) {
        return false;
      }
      Operation outstanding =
          state instanceof AwaitingAck awaiting
              ? awaiting.outstanding()
              : ((AwaitingAckWithBuffer) state).outstanding();
      logged = logged.compose(outstanding);
      receive(List.of(new Step.One("me", state.lastSequence() + 1, outstanding)));
      return true;
    }

    private void receive(List<Step> steps) {
      Advanced advanced = (Advanced) state.receive(steps);
      state = received(advanced.state());
      local = advanced.apply().map(local::compose).orElse(local);
    }

    private ClientState received(ClientState after) {
      if (bug == Bug.IT_IS_MOVED_WITH_THE_LOG && after instanceof AwaitingAck awaiting) {
        return awaiting.refrozen();
      }
      return bug == Bug.IT_GETS_A_NEW_NAME && after instanceof AwaitingAck awaiting
          ? with(awaiting, 1, awaiting.outstanding())
          : after;
    }

    private Content content(Operation inserts) {
      return Content.of(type, inserts);
    }
  }
}
