package dev.rejoin.ot.sync;

import dev.rejoin.ot.InvalidOperationException;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Received.Advanced;
import dev.rejoin.ot.sync.Received.Reason;
import dev.rejoin.ot.sync.Received.Violation;

/**
 * Going on after the log forgot the revision that a client stands on. The one place where an
 * operation in flight is frozen anew under its old name: its old form can no longer be taken by
 * anyone, since its revision is below the floor.
 */
final class Rebase {
  private Rebase() {}

  static Received of(ClientState state, long revision, long lastSequence, Operation missed) {
    boolean stored = state.inFlight().isPresent() && lastSequence == state.lastSequence() + 1;
    ClientState from = stored ? state.acknowledge() : state;
    if (from.lastSequence() != lastSequence) {
      return Resume.anotherWriter(from, lastSequence);
    }
    long jump = revision - from.revision();
    if (jump < 0 || jump > Integer.MAX_VALUE) {
      return new Violation(
          Reason.DOES_NOT_FIT, "from revision " + from.revision() + " to " + revision);
    }
    try {
      Advanced moved = from.applyOthers((int) jump, missed);
      return new Advanced(refrozen(moved.state()), moved.apply());
    } catch (InvalidOperationException broken) {
      return new Violation(Reason.DOES_NOT_FIT, broken.getMessage());
    }
  }

  private static ClientState refrozen(ClientState state) {
    if (state instanceof AwaitingAck awaiting) {
      Operation outstanding = awaiting.outstanding();
      return new AwaitingAck(state.site(), state.revision(), anew(state, outstanding), outstanding);
    }
    if (state instanceof AwaitingAckWithBuffer awaiting) {
      Operation outstanding = awaiting.outstanding();
      return new AwaitingAckWithBuffer(
          state.site(), state.revision(), anew(state, outstanding), outstanding, awaiting.buffer());
    }
    return state;
  }

  private static Frozen anew(ClientState state, Operation outstanding) {
    return new Frozen(state.lastSequence() + 1, state.revision(), outstanding);
  }
}
