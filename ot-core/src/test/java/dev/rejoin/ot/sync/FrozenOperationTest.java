package dev.rejoin.ot.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejoin.ot.Content;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Received.Advanced;
import dev.rejoin.ot.testing.RandomOperations;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Promise X3: whatever happens, what is in flight stays as it was until it is acknowledged. */
class FrozenOperationTest {
  private static final int STEPS_A_SEED = 20;

  @Test
  void aFrozenOperationNeverChanges() {
    Seeds.each(100_000 / STEPS_A_SEED, 1_000_000 / STEPS_A_SEED, seed -> new Run(seed).go());
  }

  /** One client, and a log that it is told of step by step. */
  private static final class Run {
    private final SplitMix64 random;
    private final DocumentType type;
    private final RandomOperations operations;

    /** The document of the log at the client's revision, as inserts; and the client's own. */
    private Operation logged;

    private Operation local;
    private ClientState state = ClientState.opened("me", 0, 0);

    Run(long seed) {
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
      state = state.edit(edit);
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
      state = advanced.state();
      local = advanced.apply().map(local::compose).orElse(local);
    }

    private Content content(Operation inserts) {
      return Content.of(type, inserts);
    }
  }
}
