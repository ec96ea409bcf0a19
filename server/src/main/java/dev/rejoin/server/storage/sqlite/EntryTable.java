package dev.rejoin.server.storage.sqlite;

import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.codec.OperationJson;
import dev.rejoin.server.codec.OperationLimits;
import dev.rejoin.server.codec.ParsedOperation;
import dev.rejoin.server.codec.ParsedOperation.Readable;
import dev.rejoin.server.codec.ParsedOperation.Unreadable;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

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

  /** With the row before the first one wanted, whose chain the first one continues. */
  private static final String RANGE =
      """
      SELECT rev, site, seq, user, at, body, chain FROM ops
      WHERE doc = ? AND rev >= ? AND rev <= ? ORDER BY rev
      """;

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

  /**
   * The entries {@code from + 1} to {@code to}, every one of them, each checked against its chain.
   */
  List<Entry> read(DocumentRow document, long from, long to) throws SQLException {
    PreparedStatement range = sql.prepare(RANGE);
    range.setLong(1, document.key());
    range.setLong(2, from);
    range.setLong(3, to);
    List<Entry> entries = new ArrayList<>();
    try (ResultSet rows = range.executeQuery()) {
      long chain = from == 0 ? DocumentRow.chainStart(document.lineage()) : first(rows, document);
      while (rows.next()) {
        chain = next(rows, document, from + 1 + entries.size(), chain, entries);
      }
      Corrupt.check(
          to < document.head() || from >= to || chain == document.chain(),
          document.id(),
          "its log has another checksum at its head, " + document.head());
    }
    Corrupt.check(
        entries.size() == Math.max(0, to - from),
        document.id(),
        "entry %d is missing".formatted(from + entries.size() + 1));
    return entries;
  }

  private static long first(ResultSet rows, DocumentRow document) throws SQLException {
    Corrupt.check(rows.next(), document.id(), "entries are missing");
    return rows.getLong(7);
  }

  /** Takes one row in, and returns the chain up to it. */
  private static long next(
      ResultSet rows, DocumentRow document, long revision, long chain, List<Entry> entries)
      throws SQLException {
    Corrupt.check(rows.getLong(1) == revision, document.id(), "entry " + revision + " is missing");
    EntryRow row = row(rows, document.id(), revision);
    long chained = row.chain(chain);
    Corrupt.check(
        chained == rows.getLong(7), document.id(), "entry " + revision + " has another checksum");
    entries.add(row.entry());
    return chained;
  }

  private static EntryRow row(ResultSet rows, String document, long revision) throws SQLException {
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
      throw Corrupt.in(document, "entry " + revision + ": " + e.getMessage());
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
