package dev.rejoin.ot.sync;

import dev.rejoin.ot.Operation;
import java.util.Objects;

/**
 * One line of a document's log: who wrote what, when, and the revision after it.
 *
 * @param revision how many operations the log holds with this one; the first entry has 1
 * @param site the public name of the outbox that it came from
 * @param sequence 1, 2, 3 … within (document, site), without gaps
 * @param user who wrote it
 * @param at when it was accepted, in milliseconds since 1970
 * @param operation applies to the document at {@code revision - 1}
 */
public record Entry(
    long revision, String site, long sequence, String user, long at, Operation operation) {

  public Entry {
    if (revision < 1) {
      throw new IllegalArgumentException("revision " + revision + ", the first is 1");
    }
    if (sequence < 1) {
      throw new IllegalArgumentException("sequence " + sequence + ", the first is 1");
    }
    Objects.requireNonNull(site, "site");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(operation, "operation");
  }
}
