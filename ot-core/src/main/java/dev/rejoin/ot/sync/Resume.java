package dev.rejoin.ot.sync;

import dev.rejoin.ot.sync.Received.Advanced;
import dev.rejoin.ot.sync.Received.Reason;
import dev.rejoin.ot.sync.Received.Violation;
import java.util.List;

/** Taking in what was missed, and agreeing with the log on what this outbox has in it. */
final class Resume {
  private Resume() {}

  static Received of(ClientState state, List<Step> steps, long lastSequence) {
    Received received = state.receive(steps);
    if (received instanceof Advanced advanced && advanced.state().lastSequence() != lastSequence) {
      return anotherWriter(advanced.state(), lastSequence);
    }
    return received;
  }

  static Violation anotherWriter(ClientState state, long lastSequence) {
    return new Violation(
        Reason.ANOTHER_WRITER,
        "the log has "
            + lastSequence
            + " operations of this outbox, which knows of "
            + state.lastSequence());
  }
}
