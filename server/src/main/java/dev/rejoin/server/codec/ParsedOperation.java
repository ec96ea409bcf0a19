package dev.rejoin.server.codec;

import dev.rejoin.ot.Operation;
import java.util.Objects;

/** What became of an operation in JSON: the operation, or why it is none. */
public sealed interface ParsedOperation {

  /** It is canonical and within the limits. Whether it fits a document is not said. */
  record Readable(Operation operation) implements ParsedOperation {
    public Readable {
      Objects.requireNonNull(operation, "operation");
    }
  }

  /** It breaks a rule or a limit; the message has the numbers and the component. */
  record Unreadable(Fault fault, String message) implements ParsedOperation {
    public Unreadable {
      Objects.requireNonNull(fault, "fault");
      Objects.requireNonNull(message, "message");
    }
  }

  /** Which of the two it breaks. */
  enum Fault {
    INVALID,
    TOO_LARGE
  }
}
