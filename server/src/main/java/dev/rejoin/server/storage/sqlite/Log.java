package dev.rejoin.server.storage.sqlite;

import dev.rejoin.ot.Accumulator;
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

  /** Of entries with long texts, so many bytes are read at once: they are folded in one turn. */
  private static final long MAX_READ_BYTES = 4 << 20;

  private Log() {}

  /** Compare and append: the one primitive. */
  static AppendResult append(
      Optional<DocumentRow> found, long head, List<EntryRow> rows, Tables tables, Heads heads)
      throws SQLException {
    if (found.isEmpty() || !found.get().reaches(head)) {
      return new AppendResult.Gone();
    }
    DocumentRow document = found.get();
    if (document.head().revision() > head) {
      return new AppendResult.Missed(read(document, head, head + MAX_MISSED, tables));
    }
    long chain = document.head().chain();
    for (EntryRow row : rows) {
      chain = row.chain(chain);
      tables.entries().insert(document, row, chain);
    }
    long newSites = tables.sites().advance(document, rows);
    Entry last = rows.get(rows.size() - 1).entry();
    heads.update(document.grownTo(new Mark(last.revision(), chain), newSites, last.at()));
    return new AppendResult.Stored();
  }

  /** The document of that id, if there is one. */
  static Optional<StoredDocument> open(String id, Tables tables) throws SQLException {
    Optional<DocumentRow> row;
    try {
      row = tables.documents().find(id);
    } catch (StorageException damage) {
      return Optional.of(LostRow.of(id, tables, damage).document());
    }
    return row.isEmpty() ? Optional.empty() : Optional.of(stored(row.get(), tables));
  }

  /** The row to read by. Who writes takes no other than a sound one. */
  static Optional<DocumentRow> readableRow(String id, Tables tables) throws SQLException {
    try {
      return tables.documents().find(id);
    } catch (StorageException damage) {
      return Optional.of(LostRow.of(id, tables, damage).row());
    }
  }

  /** The document as it is, or as much of it as is known to be right. */
  static StoredDocument stored(DocumentRow document, Tables tables) throws SQLException {
    try {
      return sound(document, tables);
    } catch (StorageException damage) {
      return Salvage.of(document, tables, damage);
    }
  }

  private static StoredDocument sound(DocumentRow document, Tables tables) throws SQLException {
    long head = document.head().revision();
    Snapshot snapshot = nearHead(document, tables);
    return new StoredDocument(
        document.id(),
        document.type(),
        document.lineage(),
        document.createdAt(),
        head,
        document.floor().revision(),
        snapshot,
        tables.sites().all(document),
        tables.entries().read(document, snapshot.revision(), head),
        tables.ancestors().all(document),
        Optional.empty());
  }

  /**
   * The latest snapshot, or one that is made of it: behind it lies no more than is read at once,
   * however much came and went since the last one was saved.
   */
  private static Snapshot nearHead(DocumentRow document, Tables tables) throws SQLException {
    long head = document.head().revision();
    Snapshot latest =
        tables
            .snapshots()
            .latest(document, head)
            .orElseThrow(() -> Corrupt.in(document.id(), "its first snapshot is missing"));
    Accumulator content = null;
    long from = latest.revision();
    long end = tables.entries().within(document, from, head, MAX_READ_BYTES);
    while (end < head) {
      if (content == null) {
        content = new Accumulator(0);
        content.add(latest.content());
      }
      for (Entry entry : tables.entries().read(document, from, end)) {
        content.add(entry.operation());
      }
      from = end;
      end = tables.entries().within(document, from, head, MAX_READ_BYTES);
    }
    return content == null ? latest : new Snapshot(from, content.toOperation());
  }

  static List<Entry> read(String id, long from, long to, Tables tables) throws SQLException {
    DocumentRow document = existing(readableRow(id, tables), id);
    if (from < document.floor().revision()) {
      throw StorageException.compacted(id, from, document.floor().revision());
    }
    return read(document, from, to, tables);
  }

  private static List<Entry> read(DocumentRow document, long from, long to, Tables tables)
      throws SQLException {
    long end = Math.min(to, document.head().revision());
    return tables
        .entries()
        .read(document, from, tables.entries().within(document, from, end, MAX_READ_BYTES));
  }

  static DocumentRow existing(Optional<DocumentRow> document, String id) {
    return document.orElseThrow(
        () -> new StorageException(Reason.NOT_FOUND, "there is no document " + id));
  }

  /**
   * The place before {@code revision}, with the checksum that all rows up to there really have: it
   * is what the rest of the log will be checked against.
   */
  static Mark newFloor(DocumentRow document, long revision, Tables tables) throws SQLException {
    Walk walk = tables.entries().walk(document, document.floor(), revision - 1, entry -> {});
    if (walk.damage().isPresent()) {
      throw Corrupt.in(document.id(), walk.damage().get());
    }
    return walk.sound();
  }

  /** Lets the log begin at {@code floor}, with a snapshot right behind it. */
  static void trim(DocumentRow document, Mark floor, byte[] body, Tables tables, Heads heads)
      throws SQLException {
    tables.snapshots().putFirst(document, floor.revision() + 1, body);
    tables.entries().deleteUpTo(document, floor.revision());
    heads.update(document.trimmedTo(floor));
  }

  static void saveSnapshot(
      DocumentRow document, long revision, byte[] body, String title, Tables tables)
      throws SQLException {
    requireReached(document, revision);
    if (revision <= document.floor().revision()) {
      return;
    }
    boolean newest = tables.snapshots().put(document, revision, body);
    if (newest) {
      tables.documents().rename(document, title);
    }
  }

  static void requireReached(DocumentRow document, long revision) {
    long head = document.head().revision();
    if (revision > head) {
      throw new IllegalArgumentException(
          "snapshot at %d, but the head is %d".formatted(revision, head));
    }
  }
}
