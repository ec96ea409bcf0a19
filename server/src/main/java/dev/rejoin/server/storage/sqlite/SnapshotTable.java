package dev.rejoin.server.storage.sqlite;

import dev.rejoin.ot.Operation;
import dev.rejoin.server.codec.OperationJson;
import dev.rejoin.server.storage.Snapshot;
import dev.rejoin.server.storage.SnapshotRetention;
import dev.rejoin.server.storage.StorageException;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Remembered folds. The empty document at revision 0 is one that needs no row. */
final class SnapshotTable {
  private static final Logger LOG = Logger.getLogger(SnapshotTable.class.getName());

  static final String SCHEMA =
      """
      CREATE TABLE snapshots (
        id INTEGER PRIMARY KEY,
        doc INTEGER NOT NULL,
        rev INTEGER NOT NULL,
        body BLOB NOT NULL,
        checksum INTEGER NOT NULL,
        UNIQUE (doc, rev)
      ) STRICT
      """;

  private static final String LATEST =
      """
      SELECT rev, body, checksum FROM snapshots
      WHERE doc = ? AND rev <= ? ORDER BY rev DESC
      """;

  private static final String PUT =
      """
      INSERT INTO snapshots (doc, rev, body, checksum) VALUES (?, ?, ?, ?)
      ON CONFLICT (doc, rev) DO UPDATE SET body = excluded.body, checksum = excluded.checksum
      """;

  private static final String REVISIONS = "SELECT rev FROM snapshots WHERE doc = ?";

  private static final String DELETE = "DELETE FROM snapshots WHERE doc = ? AND rev = ?";

  private static final String DELETE_BEFORE = "DELETE FROM snapshots WHERE doc = ? AND rev < ?";

  private final Sql sql;

  SnapshotTable(Sql sql) {
    this.sql = sql;
  }

  /**
   * The latest at {@code maxRevision} or before that can be read; one that is damaged is passed
   * over, for the one before and a longer stretch of the log will do. Empty if there is none, and
   * the log no longer reaches back to the beginning.
   */
  Optional<Snapshot> latest(DocumentRow document, long maxRevision) throws SQLException {
    PreparedStatement latest = sql.prepare(LATEST);
    latest.setLong(1, document.key());
    latest.setLong(2, maxRevision);
    try (ResultSet rows = latest.executeQuery()) {
      while (rows.next()) {
        try {
          return Optional.of(read(rows, document));
        } catch (StorageException damaged) {
          LOG.log(Level.WARNING, "{0}; it is passed over", damaged.getMessage());
        }
      }
      return beginning(document);
    }
  }

  private static Optional<Snapshot> beginning(DocumentRow document) {
    return document.floor().revision() == 0 ? Optional.of(Snapshot.EMPTY) : Optional.empty();
  }

  /** Makes this the first one. */
  void putFirst(DocumentRow document, long revision, byte[] body) throws SQLException {
    insert(document, revision, body);
    PreparedStatement delete = sql.prepare(DELETE_BEFORE);
    delete.setLong(1, document.key());
    delete.setLong(2, revision);
    delete.executeUpdate();
  }

  /** Keeps it, forgets those that it makes superfluous, and says whether it is the newest. */
  boolean put(DocumentRow document, long revision, byte[] body) throws SQLException {
    insert(document, revision, body);
    List<Long> revisions = revisions(document);
    for (long superfluous : SnapshotRetention.superfluous(revisions)) {
      delete(document, superfluous);
    }
    return revisions.stream().allMatch(other -> other <= revision);
  }

  private void insert(DocumentRow document, long revision, byte[] body) throws SQLException {
    PreparedStatement put = sql.prepare(PUT);
    put.setLong(1, document.key());
    put.setLong(2, revision);
    put.setBytes(3, body);
    put.setLong(4, checksum(document, revision, body));
    put.executeUpdate();
  }

  List<Long> revisions(DocumentRow document) throws SQLException {
    PreparedStatement select = sql.prepare(REVISIONS);
    select.setLong(1, document.key());
    List<Long> revisions = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        revisions.add(rows.getLong(1));
      }
    }
    return revisions;
  }

  private void delete(DocumentRow document, long revision) throws SQLException {
    PreparedStatement delete = sql.prepare(DELETE);
    delete.setLong(1, document.key());
    delete.setLong(2, revision);
    delete.executeUpdate();
  }

  private static Snapshot read(ResultSet rows, DocumentRow document) throws SQLException {
    long revision = rows.getLong(1);
    byte[] body = rows.getBytes(2);
    Corrupt.check(
        checksum(document, revision, body) == rows.getLong(3),
        document.id(),
        "the snapshot at " + revision + " has another checksum");
    try {
      Operation content = EntryTable.operation(body);
      return new Snapshot(revision, content);
    } catch (IOException | IllegalArgumentException e) {
      throw Corrupt.in(document.id(), "the snapshot at " + revision + ": " + e.getMessage());
    }
  }

  static byte[] body(Snapshot snapshot) {
    return OperationJson.bytes(snapshot.content());
  }

  private static long checksum(DocumentRow document, long revision, byte[] body) {
    return new Checksum().add(document.origin()).add(revision).add(body).value();
  }
}
