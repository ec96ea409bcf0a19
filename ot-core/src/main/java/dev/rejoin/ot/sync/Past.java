package dev.rejoin.ot.sync;

import dev.rejoin.ot.Operation;
import java.util.Objects;
import java.util.Optional;

/**
 * What the log holds between the revision that a submission applies to and what is in memory.
 *
 * <pre>
 *   from ────── before ──────► to - 1 ── last ──► to ····· in memory ····· head
 *    c                          T(before, c)
 * </pre>
 *
 * A fold is enough, and takes the room of what is left of those entries: that is the folding law.
 * Only the last one stands by itself, for it may be the submission's own, stored long ago: then
 * what the submission is behind all before it is compared with it.
 *
 * @param from the revision that this begins after
 * @param before all entries but the last, composed; empty if there is no other
 * @param last the entry of revision {@link #to}
 */
public record Past(long from, Optional<Operation> before, Entry last) {

  public Past {
    Objects.requireNonNull(last, "last");
    if (from < 0 || from >= last.revision()) {
      throw new IllegalArgumentException("a past from revision " + from + " to " + last.revision());
    }
    if (before.isPresent() != from + 1 < last.revision()) {
      throw new IllegalArgumentException(
          "entries "
              + (from + 1)
              + " to "
              + (last.revision() - 1)
              + (before.isPresent() ? " are none, and are composed" : " are not composed"));
    }
  }

  /** The revision that this reaches up to. */
  public long to() {
    return last.revision();
  }

  /** Length of the document at {@link #from}. */
  int baseLength() {
    return before.orElse(last.operation()).baseLength();
  }

  /** T(before, operation): behind all but the last entry. */
  Operation movedBehindBefore(Operation operation) {
    return before.map(operation::movedBehind).orElse(operation);
  }

  /** T(before · last, operation) = T(last, T(before, operation)). */
  Operation movedBehindAll(Operation operation) {
    return movedBehindBefore(operation).movedBehind(last.operation());
  }
}
