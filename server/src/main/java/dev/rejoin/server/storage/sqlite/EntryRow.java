package dev.rejoin.server.storage.sqlite;

import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.codec.OperationJson;

/**
 * An entry with its operation as it is stored. Made by the caller's thread, so that the writer has
 * only the disk to wait for.
 */
record EntryRow(Entry entry, byte[] body) {
  private static final int OVERHEAD_BYTES = 100;

  static EntryRow of(Entry entry) {
    return new EntryRow(entry, OperationJson.bytes(entry.operation()));
  }

  int bytes() {
    return OVERHEAD_BYTES + body.length;
  }

  /** The checksum of the log up to here: of this row and, through {@code before}, of all before. */
  long chain(long before) {
    return new Checksum()
        .add(before)
        .add(entry.revision())
        .add(entry.site())
        .add(entry.sequence())
        .add(entry.user())
        .add(entry.at())
        .add(body)
        .value();
  }
}
