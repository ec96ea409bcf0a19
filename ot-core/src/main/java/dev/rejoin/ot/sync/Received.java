package dev.rejoin.ot.sync;

import dev.rejoin.ot.Operation;
import java.util.Objects;
import java.util.Optional;

/** What a client does with what it received. */
public sealed interface Received {

  /**
   * The usual answer.
   *
   * @param state goes on from here
   * @param apply what to do to the local document; empty for an acknowledgement
   */
  record Advanced(ClientState state, Optional<Operation> apply) implements Received {
    public Advanced {
      Objects.requireNonNull(state, "state");
      Objects.requireNonNull(apply, "apply");
    }
  }

  /**
   * The log does not say what this client believes. Nothing has changed; the client keeps what it
   * has not sent, and opens the document afresh.
   */
  record Violation(Reason reason, String message) implements Received {
    public Violation {
      Objects.requireNonNull(reason, "reason");
      Objects.requireNonNull(message, "message");
    }
  }

  /** What is wrong. */
  enum Reason {
    /** The log holds an entry in this outbox's name that is not the one in flight. */
    ANOTHER_WRITER,
    /** The entry in flight came back with another operation than the one that was sent. */
    OTHER_OPERATION,
    /** A step does not apply to the document as this client knows it. */
    DOES_NOT_FIT
  }
}
