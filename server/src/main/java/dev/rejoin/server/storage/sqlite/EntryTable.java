package dev.rejoin.server.storage.sqlite;

import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.codec.OperationJson;
import dev.rejoin.server.codec.OperationLimits;
import dev.rejoin.server.codec.ParsedOperation;
import dev.rejoin.server.codec.ParsedOperation.Readable;
import dev.rejoin.server.codec.ParsedOperation.Unreadable;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The rows of logs. They lie in the order in which they came, whatever document they are of, so
 * that appending is appending for the file as well.
 */
final class EntryTable {
  static final String SCHEMA =
      """
      CREATE TABLE ops (
        id INTEGER PRIMARY KEY,
        doc INTEGER NOT NULL,
        rev INTEGER NOT NULL,
        site TEXT NOT NULL,
        seq INTEGER NOT NULL,
        user TEXT NOT NULL,
        at INTEGER NOT NULL,
        body BLOB NOT NULL,
        chain INTEGER NOT NULL,
        UNIQUE (doc, rev)
      ) STRICT
      """;

  private static final String INSERT =
      "INSERT INTO ops (doc, rev, site, seq, user, at, body, chain) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String RANGE =
      """
      SELECT rev, site, seq, user, at, body, chain FROM ops
      WHERE doc = ? AND rev > ? AND rev <= ? ORDER BY rev
      """;

  private static final String WEIGHTS =
      "SELECT rev, length(body) FROM ops WHERE doc = ? AND rev > ? AND rev <= ? ORDER BY rev";

  private static final String CHAIN = "SELECT chain FROM ops WHERE doc = ? AND rev = ?";

  private static final String FIRST =
      "SELECT rev, chain FROM ops WHERE doc = ? ORDER BY rev LIMIT 1";

  private static final String LAST =
      "SELECT rev, chain FROM ops WHERE doc = ? ORDER BY rev DESC LIMIT 1";

  private static final String DELETE = "DELETE FROM ops WHERE doc = ? AND rev <= ?";

  private final Sql sql;

  EntryTable(Sql sql) {
    this.sql = sql;
  }

  void insert(DocumentRow document, EntryRow row, long chain) throws SQLException {
    PreparedStatement insert = sql.prepare(INSERT);
    Entry entry = row.entry();
    insert.setLong(1, document.key());
    insert.setLong(2, entry.revision());
    insert.setString(3, entry.site());
    insert.setLong(4, entry.sequence());
    insert.setString(5, entry.user());
    insert.setLong(6, entry.at());
    insert.setBytes(7, row.body());
    insert.setLong(8, chain);
    insert.executeUpdate();
  }

  /** Forgets the entries up to {@code revision}. */
  void deleteUpTo(DocumentRow document, long revision) throws SQLException {
    PreparedStatement delete = sql.prepare(DELETE);
    delete.setLong(1, document.key());
    delete.setLong(2, revision);
    delete.executeUpdate();
  }

  /**
   * The entries {@code from + 1} to {@code to}, every one of them, each checked against its chain.
   * If they are not right, perhaps only the row before the first is not: then they are checked from
   * the floor on, whose checksum is known from elsewhere.
   */
  List<Entry> read(DocumentRow document, long from, long to) throws SQLException {
    if (from >= to) {
      return List.of();
    }
    List<Entry> entries = new ArrayList<>();
    Walk walk = walk(document, new Mark(from, chainAt(document, from)), to, entries::add);
    if (walk.damage().isEmpty()) {
      return entries;
    }
    entries.clear();
    Walk whole = walk(document, document.floor(), to, entries::add);
    if (whole.damage().isEmpty()) {
      entries.removeIf(entry -> entry.revision() <= from);
      return entries;
    }
    throw Corrupt.behind(walk.sound(), document.id(), walk.damage().get());
  }

  /**
   * How far to read at once: the last revision up to {@code to} before which the bodies weigh no
   * more than {@code bytes}, and at least two entries.
   */
  long within(DocumentRow document, long from, long to, long bytes) throws SQLException {
    PreparedStatement weights = sql.prepare(WEIGHTS);
    weights.setLong(1, document.key());
    weights.setLong(2, from);
    weights.setLong(3, to);
    long weight = 0;
    try (ResultSet rows = weights.executeQuery()) {
      while (rows.next()) {
        long revision = rows.getLong(1);
        weight += rows.getLong(2);
        if (weight > bytes && revision > from + 2) {
          return revision - 1;
        }
      }
    }
    return to;
  }

  /**
   * Goes from a place whose checksum is taken for right up to {@code to}; damage is told, not
   * thrown.
   */
  Walk walk(DocumentRow document, Mark from, long to, Consumer<Entry> use) throws SQLException {
    Walk walk = new Walk(from, use);
    try {
      walk(document, from.revision(), to, walk);
    } catch (SQLException e) {
      StorageException failure = Failure.ofRead(e);
      if (failure.reason() != Reason.CORRUPT) {
        throw e;
      }
      sql.forgetStatements();
      walk.end(failure.getMessage());
    } catch (StorageException e) {
      walk.end(e.getMessage());
    }
    return walk;
  }

  private void walk(DocumentRow document, long from, long to, Walk walk) throws SQLException {
    PreparedStatement range = sql.prepare(RANGE);
    range.setLong(1, document.key());
    range.setLong(2, from);
    range.setLong(3, to);
    long last = from;
    try (ResultSet rows = range.executeQuery()) {
      while (rows.next()) {
        walk.step(row(rows), rows.getLong(7));
        last++;
      }
    }
    if (to == document.head().revision()) {
      walk.endAt(document.head());
    } else if (last < to) {
      walk.end("entry " + (last + 1) + " is missing");
    }
  }

  /** The first entry and its checksum, as they stand there. */
  Mark first(DocumentRow document) throws SQLException {
    return mark(FIRST, document);
  }

  /** The last one. */
  Mark last(DocumentRow document) throws SQLException {
    return mark(LAST, document);
  }

  private Mark mark(String statement, DocumentRow document) throws SQLException {
    PreparedStatement mark = sql.prepare(statement);
    mark.setLong(1, document.key());
    try (ResultSet row = mark.executeQuery()) {
      return row.next() ? new Mark(row.getLong(1), row.getLong(2)) : document.floor();
    }
  }

  private long chainAt(DocumentRow document, long revision) throws SQLException {
    if (revision == document.floor().revision()) {
      return document.floor().chain();
    }
    PreparedStatement chain = sql.prepare(CHAIN);
    chain.setLong(1, document.key());
    chain.setLong(2, revision);
    try (ResultSet row = chain.executeQuery()) {
      // Without that row the entries after it fail their check, which is what has to be said.
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private static EntryRow row(ResultSet rows) throws SQLException {
    long revision = rows.getLong(1);
    byte[] body = rows.getBytes(6);
    try {
      Entry entry =
          new Entry(
              revision,
              rows.getString(2),
              rows.getLong(3),
              rows.getString(4),
              rows.getLong(5),
              operation(body));
      return new EntryRow(entry, body);
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      throw new StorageException(Reason.CORRUPT, "entry " + revision + ": " + e.getMessage(), e);
    }
  }

  /** The operation in a row. */
  static Operation operation(byte[] body) throws IOException {
    ParsedOperation parsed = OperationJson.read(body, OperationLimits.NONE);
    if (parsed instanceof Unreadable unreadable) {
      throw new IllegalArgumentException(unreadable.message());
    }
    return ((Readable) parsed).operation();
  }
}
