package dev.rejoin.ot.sync;

import dev.rejoin.ot.Operation;
import java.util.Objects;

/**
 * An operation as it is sent, every time: the same name, the same revision, the same operation,
 * until it is acknowledged. Later typing goes into the buffer, never in here.
 *
 * @param sequence its name within (document, site)
 * @param revision the revision that it applies to
 */
public record Frozen(long sequence, long revision, Operation operation) {

  public Frozen {
    Objects.requireNonNull(operation, "operation");
    if (sequence < 1 || revision < 0) {
      throw new IllegalArgumentException("sequence " + sequence + " at revision " + revision);
    }
  }
}
