package dev.rejoin.ot.sync;

import dev.rejoin.ot.Operation;
import java.util.Objects;

/** What a receiver is told of the log: one entry, an entry of its own, or several composed. */
public sealed interface Step {

  /** How many revisions a receiver moves on by. */
  int count();

  /** An entry of somebody, with its operation. */
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

  /**
   * The receiver's own entry: it has the operation already, and takes this as the acknowledgement.
   */
  record Own(String by, long sequence) implements Step {
    public Own {
      Objects.requireNonNull(by, "by");
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
