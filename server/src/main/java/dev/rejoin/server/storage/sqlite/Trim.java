package dev.rejoin.server.storage.sqlite;

import dev.rejoin.server.storage.Snapshot;
import java.sql.SQLException;

/**
 * The cutting off of the beginning of a log. All that takes long is done before the writer has it:
 * the new floor's checksum is found, and the snapshot written down.
 *
 * @param before the row that this was made for
 * @param floor where the log will begin; the same as before if there is nothing to do
 */
record Trim(DocumentRow before, Mark floor, byte[] body) {

  static Trim of(DocumentRow document, Snapshot base, Tables tables) throws SQLException {
    Log.requireReached(document, base.revision());
    return base.revision() - 1 <= document.floor().revision()
        ? new Trim(document, document.floor(), new byte[0])
        : new Trim(
            document, Log.newFloor(document, base.revision(), tables), SnapshotTable.body(base));
  }

  /** How much there is to do, for the bounds of the writer's queue. */
  int entries() {
    return (int) Math.max(1, floor.revision() - before.floor().revision());
  }

  long bytes() {
    return body.length;
  }

  /** Returns the floor. Nothing, if somebody else has trimmed meanwhile. */
  long run(String lineage, Tables tables, Heads heads) throws SQLException {
    DocumentRow document = Log.existing(heads.find(before.id(), lineage), before.id());
    if (document.floor().equals(before.floor()) && !floor.equals(before.floor())) {
      Log.trim(document, floor, body, tables, heads);
      return floor.revision();
    }
    return document.floor().revision();
  }
}
