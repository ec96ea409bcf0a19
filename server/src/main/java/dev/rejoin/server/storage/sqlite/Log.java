package dev.rejoin.server.storage.sqlite;

import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.storage.AppendResult;
import dev.rejoin.server.storage.Snapshot;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import dev.rejoin.server.storage.StoredDocument;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What is done to the log of one document, in the transaction of whoever calls. */
final class Log {
  /** Of what an append missed, as much as is told at once. */
  private static final int MAX_MISSED = 1_000;

  private Log() {}

  /** Compare and append: the one primitive. */
  static AppendResult append(
      Optional<DocumentRow> found, long head, List<EntryRow> rows, Tables tables, Heads heads)
      throws SQLException {
    if (found.isEmpty() || found.get().head() < head) {
      return new AppendResult.Gone();
    }
    DocumentRow document = found.get();
    if (document.head() > head) {
      long to = Math.min(document.head(), head + MAX_MISSED);
      return new AppendResult.Missed(tables.entries().read(document, head, to));
    }
    long chain = document.chain();
    for (EntryRow row : rows) {
      chain = row.chain(chain);
      tables.entries().insert(document, row, chain);
    }
    long newSites = tables.sites().advance(document, rows);
    Entry last = rows.get(rows.size() - 1).entry();
    heads.update(document.grownTo(last.revision(), chain, newSites, last.at()));
    return new AppendResult.Stored();
  }

  static StoredDocument stored(DocumentRow document, Tables tables) throws SQLException {
    Snapshot snapshot = tables.snapshots().latest(document, document.head());
    return new StoredDocument(
        document.id(),
        document.type(),
        document.lineage(),
        document.createdAt(),
        document.head(),
        0,
        snapshot,
        tables.sites().all(document),
        tables.entries().read(document, snapshot.revision(), document.head()));
  }

  static List<Entry> read(String id, long from, long to, Tables tables) throws SQLException {
    Optional<DocumentRow> document = tables.documents().find(id);
    if (document.isEmpty()) {
      throw new StorageException(Reason.NOT_FOUND, "there is no document " + id);
    }
    long end = Math.min(to, document.get().head());
    return from >= end ? List.of() : tables.entries().read(document.get(), from, end);
  }

  static void saveSnapshot(
      DocumentRow document, long revision, byte[] body, String title, Tables tables)
      throws SQLException {
    if (revision > document.head()) {
      throw new IllegalArgumentException(
          "snapshot at %d, but the head is %d".formatted(revision, document.head()));
    }
    boolean newest = tables.snapshots().put(document, revision, body);
    if (newest) {
      tables.documents().rename(document, title);
    }
  }
}
