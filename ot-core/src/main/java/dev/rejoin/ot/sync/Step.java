package dev.rejoin.ot.sync;

import dev.rejoin.ot.Operation;
import java.util.Objects;

/**
 * What a receiver is told of the log: one entry, or several of others composed. Its own entries
 * come whole, so that it sees whether what was stored under its name is what it sent.
 */
public sealed interface Step {

  /** How many revisions a receiver moves on by. */
  int count();

  /** An entry of somebody. If it is the receiver's own, it is the acknowledgement. */
  record One(String by, long sequence, Operation operation) implements Step {
    public One {
      Objects.requireNonNull(by, "by");
      Objects.requireNonNull(operation, "operation");
    }

    @Override
    public int count() {
      return 1;
    }
  }

  /** Several entries of others, composed into one operation. */
  record Folded(int count, Operation operation) implements Step {
    public Folded {
      if (count < 1) {
        throw new IllegalArgumentException("a fold of " + count + " entries");
      }
      Objects.requireNonNull(operation, "operation");
    }
  }
}
