package dev.rejoin.ot.sync;

import java.util.Objects;

/**
 * What became of a submission. Accepted and duplicate are as provisional as the batch that they
 * belong to: they hold when it is committed, and are void when it is rolled back.
 */
public sealed interface Outcome {

  /** Staged: the entry that it will be. */
  record Accepted(Entry entry) implements Outcome {
    public Accepted {
      Objects.requireNonNull(entry, "entry");
    }
  }

  /** Done before, as the entry of this revision. Never an error. */
  record Duplicate(long revision) implements Outcome {}

  /** Not taken, and nothing has changed. The message has the numbers. */
  record Refused(Refusal code, String message) implements Outcome {
    public Refused {
      Objects.requireNonNull(code, "code");
      Objects.requireNonNull(message, "message");
    }
  }

  /**
   * Undecided, and nothing has changed: read the entries {@code from + 1 … to} from the log, {@link
   * Recall} them behind those that were recalled before, and submit again with that {@link Past}.
   */
  record NeedsHistory(long from, long to) implements Outcome {}
}
