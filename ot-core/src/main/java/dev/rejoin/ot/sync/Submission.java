package dev.rejoin.ot.sync;

import dev.rejoin.ot.Operation;
import java.util.Objects;

/**
 * An operation that asks for a place in the log.
 *
 * @param site the public name of the outbox that it comes from
 * @param sequence its name within (document, site): 1, 2, 3 … without gaps
 * @param revision the revision that the operation applies to
 * @param operation as its author froze it
 * @param user who wrote it
 * @param at when it arrived, in milliseconds since 1970; the entry keeps it
 */
public record Submission(
    String site, long sequence, long revision, Operation operation, String user, long at) {

  public Submission {
    Objects.requireNonNull(site, "site");
    Objects.requireNonNull(operation, "operation");
    Objects.requireNonNull(user, "user");
    if (sequence < 1) {
      throw new IllegalArgumentException("sequence " + sequence + ", the first is 1");
    }
    if (revision < 0) {
      throw new IllegalArgumentException("revision " + revision + ", the empty document has 0");
    }
  }
}
