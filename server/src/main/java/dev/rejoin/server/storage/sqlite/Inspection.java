package dev.rejoin.server.storage.sqlite;

import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import dev.rejoin.server.storage.StoredDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks through a file and verifies every checksum in it. Writes nothing, holds nobody up, and sees
 * one state of the file, also while a server writes to it.
 */
public final class Inspection {
  private static final String TOTALS =
      """
      SELECT (SELECT count(*) FROM ops WHERE doc = ?1), (SELECT count(*) FROM snapshots WHERE doc = ?1),
        (SELECT ifnull(sum(length(body)), 0) FROM ops WHERE doc = ?1)
          + (SELECT ifnull(sum(length(body)), 0) FROM snapshots WHERE doc = ?1)
      """;

  private final Path file;
  private final Sql sql;
  private final Tables tables;

  private Inspection(Path file, Sql sql) {
    this.file = file;
    this.sql = sql;
    this.tables = Tables.of(sql);
  }

  /**
   * Looks at the store in a data directory.
   *
   * @param document empty: all of them
   * @throws StorageException if there is none, or it cannot be read at all
   */
  public static StoreReport ofDirectory(Path directory, Optional<String> document) {
    return ofFile(DataDirectory.database(directory), document);
  }

  static StoreReport ofFile(Path file, Optional<String> document) {
    requireFile(file);
    try (Sql sql = new Connector(file).reader()) {
      Schema.require(sql);
      sql.execute("BEGIN");
      return new Inspection(file, sql).report(document);
    } catch (SQLException | IOException e) {
      throw new StorageException(
          Reason.UNUSABLE, "%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  static void requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new StorageException(Reason.UNUSABLE, "there is no file " + file);
    }
  }

  private StoreReport report(Optional<String> document) throws SQLException, IOException {
    List<DocumentReport> documents = new ArrayList<>();
    for (String id : document.isPresent() ? List.of(document.get()) : tables.documents().ids()) {
      documents.add(document(id));
    }
    return new StoreReport(Files.size(file), Schema.incarnation(sql), damage(), documents);
  }

  private Optional<String> damage() throws SQLException {
    try (ResultSet row = sql.prepare("PRAGMA integrity_check(1)").executeQuery()) {
      String found = row.next() ? row.getString(1) : "no answer";
      return found.equals("ok") ? Optional.empty() : Optional.of(found);
    }
  }

  private DocumentReport document(String id) throws SQLException {
    try {
      DocumentRow row = Log.existing(Log.readableRow(id, tables), id);
      return report(row, Log.open(id, tables).orElseThrow());
    } catch (StorageException damaged) {
      if (damaged.reason() == Reason.NOT_FOUND) {
        throw damaged;
      }
      return DocumentReport.unreadable(id, damaged.getMessage());
    }
  }

  private DocumentReport report(DocumentRow row, StoredDocument stored) throws SQLException {
    Walk walk = tables.entries().walk(row, row.floor(), row.head().revision(), entry -> {});
    PreparedStatement totals = sql.prepare(TOTALS);
    totals.setLong(1, row.key());
    try (ResultSet total = totals.executeQuery()) {
      total.next();
      return new DocumentReport(
          row.id(),
          row.type().wireName(),
          row.lineage(),
          row.head().revision(),
          stored.head(),
          row.floor().revision(),
          total.getLong(1),
          total.getLong(2),
          row.siteCount(),
          total.getLong(3),
          stored.damage().or(() -> inThePast(row, walk)));
    }
  }

  /** The text does not need those entries: only its history is not whole. */
  private static Optional<String> inThePast(DocumentRow row, Walk walk) {
    return walk.damage()
        .map(what -> Corrupt.in(row.id(), what + "; its text is not affected").getMessage());
  }
}
