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
        title TEXT NOT NULL DEFAULT ''
      ) STRICT
      """;

  static final String BY_CHANGE = "CREATE INDEX documents_by_change ON documents (changed_at, key)";

  private static final String COLUMNS =
      "SELECT key, id, type, lineage, created_at, changed_at, head, chain, site_count, checksum ";

  private static final String FIND = COLUMNS + "FROM documents WHERE id = ?";

  private static final String ALL = COLUMNS + "FROM documents NOT INDEXED";

  private static final String INSERT =
      """
      INSERT INTO documents
        (id, type, lineage, created_at, changed_at, head, chain, site_count, checksum)
      VALUES (?, ?, ?, ?, ?, 0, ?, 0, ?) ON CONFLICT (id) DO NOTHING
      """;

  private static final String UPDATE =
      """
      UPDATE documents SET changed_at = ?, head = ?, chain = ?, site_count = ?, checksum = ?
      WHERE key = ?
      """;

  private static final String RENAME = "UPDATE documents SET title = ? WHERE key = ?";

  private static final String LIST =
      """
      SELECT key, id, type, title, head, created_at, changed_at FROM documents
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
  boolean insert(String id, DocumentType type, String lineage, long at) throws SQLException {
    long chain = DocumentRow.chainStart(lineage);
    DocumentRow row = new DocumentRow(0, id, type, lineage, at, at, 0, chain, 0);
    PreparedStatement insert = sql.prepare(INSERT);
    insert.setString(1, id);
    insert.setString(2, type.wireName());
    insert.setString(3, lineage);
    insert.setLong(4, at);
    insert.setLong(5, at);
    insert.setLong(6, chain);
    insert.setLong(7, row.checksum());
    return insert.executeUpdate() == 1;
  }

  void update(DocumentRow row) throws SQLException {
    PreparedStatement update = sql.prepare(UPDATE);
    update.setLong(1, row.changedAt());
    update.setLong(2, row.head());
    update.setLong(3, row.chain());
    update.setLong(4, row.siteCount());
    update.setLong(5, row.checksum());
    update.setLong(6, row.key());
    update.executeUpdate();
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
    String id = row.getString(2);
    DocumentRow document =
        new DocumentRow(
            row.getLong(1),
            id,
            type(row.getString(3), id),
            row.getString(4),
            row.getLong(5),
            row.getLong(6),
            row.getLong(7),
            row.getLong(8),
            row.getLong(9));
    Corrupt.check(document.checksum() == row.getLong(10), id, "its row has another checksum");
    return document;
  }

  private static DocumentSummary summary(ResultSet row) throws SQLException {
    String id = row.getString("id");
    return new DocumentSummary(
        id,
        type(row.getString("type"), id),
        row.getString("title"),
        row.getLong("head"),
        row.getLong("created_at"),
        row.getLong("changed_at"));
  }

  private static DocumentType type(String name, String document) {
    return DocumentType.named(name)
        .orElseThrow(() -> Corrupt.in(document, "there is no type \"" + name + "\""));
  }
}
