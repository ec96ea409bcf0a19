package dev.rejoin.ot.sync;

import dev.rejoin.ot.Fold;
import dev.rejoin.ot.InvalidOperationException;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Received.Advanced;
import dev.rejoin.ot.sync.Received.Reason;
import dev.rejoin.ot.sync.Received.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Steps on their way into a client's state. What others wrote between two acknowledgements is
 * folded first and transformed once; the folding law says that nothing comes out different.
 */
final class Reception {
  private final List<Operation> others = new ArrayList<>();
  private final List<Operation> apply = new ArrayList<>();
  private ClientState state;
  private int count;

  private Reception(ClientState state) {
    this.state = state;
  }

  static Received of(ClientState state, List<Step> steps) {
    try {
      return new Reception(state).take(steps);
    } catch (InvalidOperationException broken) {
      return new Violation(Reason.DOES_NOT_FIT, broken.getMessage());
    }
  }

  private Received take(List<Step> steps) {
    for (Step step : steps) {
      Optional<Violation> violation = Optional.empty();
      if (step instanceof Step.Folded folded) {
        hold(folded.count(), folded.operation());
      } else {
        violation = takeOne((Step.One) step);
      }
      if (violation.isPresent()) {
        return violation.get();
      }
    }
    applyHeld();
    return new Advanced(
        state, apply.isEmpty() ? Optional.empty() : Optional.of(Fold.balanced(apply)));
  }

  private Optional<Violation> takeOne(Step.One one) {
    if (!one.by().equals(state.site())) {
      hold(1, one.operation());
      return Optional.empty();
    }
    applyHeld();
    return misnamed(one.sequence()).or(() -> differing(one.operation())).or(this::acknowledge);
  }

  private Optional<Violation> misnamed(long sequence) {
    long wanted = state.lastSequence() + 1;
    if (state.inFlight().isPresent() && sequence == wanted) {
      return Optional.empty();
    }
    String known = state.inFlight().isPresent() ? wanted + " is in flight" : "nothing is in flight";
    return Optional.of(
        new Violation(
            Reason.ANOTHER_WRITER, "the log has " + sequence + " of this outbox, " + known));
  }

  private Optional<Violation> differing(Operation stored) {
    Operation outstanding =
        state instanceof AwaitingAck awaiting
            ? awaiting.outstanding()
            : ((AwaitingAckWithBuffer) state).outstanding();
    if (stored.equals(outstanding)) {
      return Optional.empty();
    }
    return Optional.of(
        new Violation(
            Reason.OTHER_OPERATION,
            "the log has another operation as " + (state.lastSequence() + 1) + " of this outbox"));
  }

  private Optional<Violation> acknowledge() {
    state = state.acknowledge();
    return Optional.empty();
  }

  private void hold(int entries, Operation operation) {
    others.add(operation);
    count += entries;
  }

  private void applyHeld() {
    if (others.isEmpty()) {
      return;
    }
    Advanced advanced = state.applyOthers(count, Fold.balanced(others));
    state = advanced.state();
    advanced.apply().ifPresent(apply::add);
    others.clear();
    count = 0;
  }
}
