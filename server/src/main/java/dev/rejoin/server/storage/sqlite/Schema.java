package dev.rejoin.server.storage.sqlite;

import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Which tables a file has. Made in one transaction: a file has all of them or none. */
final class Schema {
  static final int VERSION = 1;

  private static final String META =
      "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID";

  private Schema() {}

  /** Makes the tables in a new file; refuses a file that is not ours, or is of a newer version. */
  static void prepare(Sql sql) throws SQLException {
    if (count(sql, "SELECT count(*) FROM sqlite_schema") == 0) {
      create(sql);
    }
    if (count(sql, "SELECT count(*) FROM sqlite_schema WHERE name = 'meta'") == 0) {
      throw new StorageException(Reason.UNUSABLE, "the file holds tables that are not Rejoin's");
    }
    long version = count(sql, "SELECT value FROM meta WHERE name = 'schema'");
    if (version != VERSION) {
      throw new StorageException(
          Reason.UNUSABLE,
          "the file has schema %d, this version of Rejoin knows %d".formatted(version, VERSION));
    }
  }

  private static void create(Sql sql) throws SQLException {
    sql.execute("BEGIN IMMEDIATE");
    sql.execute(META);
    sql.execute(DocumentTable.SCHEMA);
    sql.execute(DocumentTable.BY_CHANGE);
    sql.execute(EntryTable.SCHEMA);
    sql.execute(SiteTable.SCHEMA);
    sql.execute(SnapshotTable.SCHEMA);
    sql.execute("INSERT INTO meta (name, value) VALUES ('schema', '" + VERSION + "')");
    sql.execute("COMMIT");
  }

  private static long count(Sql sql, String query) throws SQLException {
    PreparedStatement select = sql.prepare(query);
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
