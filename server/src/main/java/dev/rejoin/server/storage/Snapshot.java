package dev.rejoin.server.storage;

import dev.rejoin.ot.Operation;

/**
 * The content of a document at a revision: a remembered fold of its log.
 *
 * @param content inserts only, applied to the empty document
 */
public record Snapshot(long revision, Operation content) {
  /** What every document was once. */
  public static final Snapshot EMPTY = new Snapshot(0, Operation.identity(0));

  public Snapshot {
    if (revision < 0) {
      throw new IllegalArgumentException("revision " + revision + ", the least is 0");
    }
    if (content.baseLength() != 0) {
      throw new IllegalArgumentException(
          "content applies to " + content.baseLength() + " units, wanted 0");
    }
  }
}
