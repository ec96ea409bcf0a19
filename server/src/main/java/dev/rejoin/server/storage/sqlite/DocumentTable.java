package dev.rejoin.server.storage.sqlite;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.server.storage.DocumentSummary;
import dev.rejoin.server.storage.Page;
import dev.rejoin.server.storage.PageCursor;
import dev.rejoin.server.storage.StorageException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of documents. */
final class DocumentTable {
  static final String SCHEMA =
      """
      CREATE TABLE documents (
        key INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        type TEXT NOT NULL,
        lineage TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        changed_at INTEGER NOT NULL,
        head INTEGER NOT NULL,
        chain INTEGER NOT NULL,
        site_count INTEGER NOT NULL,
        checksum INTEGER NOT NULL,
        title TEXT NOT NULL DEFAULT '',
        origin TEXT NOT NULL DEFAULT '',
        floor INTEGER NOT NULL DEFAULT 0,
        floor_chain INTEGER NOT NULL DEFAULT 0
      ) STRICT
      """;

  static final String BY_CHANGE = "CREATE INDEX documents_by_change ON documents (changed_at, key)";

  private static final String COLUMNS =
      """
      SELECT key, id, type, lineage, origin, created_at, changed_at,
        floor, floor_chain, head, chain, site_count, checksum
      """;

  private static final String FIND = COLUMNS + "FROM documents WHERE id = ?";

  private static final String ALL = COLUMNS + "FROM documents NOT INDEXED";

  private static final String INSERT =
      """
      INSERT INTO documents (lineage, changed_at, floor, floor_chain, head, chain, site_count,
        checksum, id, type, origin, created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
      """;

  private static final String UPDATE =
      """
      UPDATE documents SET lineage = ?, changed_at = ?, floor = ?, floor_chain = ?, head = ?,
        chain = ?, site_count = ?, checksum = ? WHERE key = ?
      """;

  private static final String IDS = "SELECT id FROM documents ORDER BY id";

  private static final String RENAME = "UPDATE documents SET title = ? WHERE key = ?";

  private static final String LIST =
      """
      SELECT key, id, type, lineage, title, head, floor, created_at, changed_at FROM documents
      WHERE (changed_at, key) < (?, ?) ORDER BY changed_at DESC, key DESC LIMIT ?
      """;

  private final Sql sql;

  DocumentTable(Sql sql) {
    this.sql = sql;
  }

  Optional<DocumentRow> find(String id) throws SQLException {
    PreparedStatement find = sql.prepare(FIND);
    find.setString(1, id);
    try (ResultSet row = find.executeQuery()) {
      return row.next() ? Optional.of(read(row)) : Optional.empty();
    }
  }

  /** The row as it stands there. */
  Optional<DocumentRow> unchecked(String id) throws SQLException {
    PreparedStatement find = sql.prepare(FIND);
    find.setString(1, id);
    try (ResultSet row = find.executeQuery()) {
      return row.next() ? Optional.of(unchecked(id, row)) : Optional.empty();
    }
  }

  /** Of a type that makes no sense, the one is taken that the checksum of the row is for. */
  private static DocumentRow unchecked(String id, ResultSet row) throws SQLException {
    DocumentRow text = row(id, DocumentType.TEXT, row);
    boolean isText = text.checksum() == row.getLong("checksum");
    DocumentType otherwise = isText ? DocumentType.TEXT : DocumentType.RICH_TEXT;
    return row(id, DocumentType.named(row.getString("type")).orElse(otherwise), row);
  }

  List<String> ids() throws SQLException {
    List<String> ids = new ArrayList<>();
    try (ResultSet rows = sql.prepare(IDS).executeQuery()) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  /** Whether every row, read past the indices, has its checksum. */
  boolean allRowsAreSound() throws SQLException {
    try (ResultSet rows = sql.prepare(ALL).executeQuery()) {
      while (rows.next()) {
        read(rows);
      }
      return true;
    } catch (StorageException e) {
      return false;
    }
  }

  /** Whether there was none of that id. */
  boolean insert(DocumentRow row) throws SQLException {
    PreparedStatement insert = sql.prepare(INSERT);
    setWhatChanges(insert, row);
    insert.setString(9, row.id());
    insert.setString(10, row.type().wireName());
    insert.setString(11, row.origin());
    insert.setLong(12, row.createdAt());
    return insert.executeUpdate() == 1;
  }

  void update(DocumentRow row) throws SQLException {
    PreparedStatement update = sql.prepare(UPDATE);
    setWhatChanges(update, row);
    update.setLong(9, row.key());
    update.executeUpdate();
  }

  private static void setWhatChanges(PreparedStatement statement, DocumentRow row)
      throws SQLException {
    statement.setString(1, row.lineage());
    statement.setLong(2, row.changedAt());
    statement.setLong(3, row.floor().revision());
    statement.setLong(4, row.floor().chain());
    statement.setLong(5, row.head().revision());
    statement.setLong(6, row.head().chain());
    statement.setLong(7, row.siteCount());
    statement.setLong(8, row.checksum());
  }

  void rename(DocumentRow row, String title) throws SQLException {
    PreparedStatement rename = sql.prepare(RENAME);
    rename.setString(1, title);
    rename.setLong(2, row.key());
    rename.executeUpdate();
  }

  Page list(PageCursor after, int limit) throws SQLException {
    PreparedStatement list = sql.prepare(LIST);
    list.setLong(1, after.changedAt());
    list.setLong(2, after.key());
    list.setInt(3, limit + 1);
    List<DocumentSummary> documents = new ArrayList<>();
    PageCursor last = after;
    try (ResultSet row = list.executeQuery()) {
      while (row.next()) {
        if (documents.size() == limit) {
          return new Page(documents, Optional.of(last.toString()));
        }
        documents.add(summary(row));
        last = new PageCursor(row.getLong("changed_at"), row.getLong("key"));
      }
    }
    return new Page(documents, Optional.empty());
  }

  private static DocumentRow read(ResultSet row) throws SQLException {
    String id = row.getString("id");
    DocumentRow document = row(id, type(row.getString("type"), id), row);
    Corrupt.check(
        document.checksum() == row.getLong("checksum"), id, "its row has another checksum");
    return document;
  }

  private static DocumentRow row(String id, DocumentType type, ResultSet row) throws SQLException {
    return new DocumentRow(
        row.getLong("key"),
        id,
        type,
        row.getString("lineage"),
        row.getString("origin"),
        row.getLong("created_at"),
        row.getLong("changed_at"),
        new Mark(row.getLong("floor"), row.getLong("floor_chain")),
        new Mark(row.getLong("head"), row.getLong("chain")),
        row.getLong("site_count"));
  }

  /** Whoever opens it hears what is wrong with it; the list is not the place for that. */
  private static DocumentSummary summary(ResultSet row) throws SQLException {
    return new DocumentSummary(
        row.getString("id"),
        DocumentType.named(row.getString("type")).orElse(DocumentType.RICH_TEXT),
        row.getString("lineage"),
        row.getString("title"),
        row.getLong("head"),
        row.getLong("floor"),
        row.getLong("created_at"),
        row.getLong("changed_at"));
  }

  static DocumentType type(String name, String document) {
    return DocumentType.named(name)
        .orElseThrow(() -> Corrupt.in(document, "there is no type \"" + name + "\""));
  }
}
