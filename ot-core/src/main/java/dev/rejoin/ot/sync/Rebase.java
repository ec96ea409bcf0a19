package dev.rejoin.ot.sync;

import dev.rejoin.ot.InvalidOperationException;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Received.Advanced;
import dev.rejoin.ot.sync.Received.Reason;
import dev.rejoin.ot.sync.Received.Violation;

/**
 * Going on after the log forgot the revision that a client stands on. What is in flight is frozen
 * anew: its old form can no longer be taken by anyone, since its revision is below the floor.
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
      return new Advanced(moved.state().refrozen(), moved.apply());
    } catch (InvalidOperationException broken) {
      return new Violation(Reason.DOES_NOT_FIT, broken.getMessage());
    }
  }
}
