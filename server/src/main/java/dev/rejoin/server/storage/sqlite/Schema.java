package dev.rejoin.server.storage.sqlite;

import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;

/**
 * Which tables a file has. Made, and brought up to date, in one transaction: a file has all of a
 * version or nothing of it.
 */
final class Schema {
  static final int VERSION = 2;

  private static final String META =
      "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID";

  private static final int INCARNATION_BYTES = 8;

  private Schema() {}

  /** Makes the tables in a new file; refuses a file that is not ours, or is of a newer version. */
  static void prepare(Sql sql) throws SQLException {
    if (count(sql, "SELECT count(*) FROM sqlite_schema") == 0) {
      create(sql);
    }
    requireOurs(sql);
    if (version(sql) == Migration.FROM) {
      Migration.run(sql);
    }
    requireVersion(sql);
    requireWritable(sql);
  }

  /** Refuses what {@link #prepare} would have to write to. */
  static void require(Sql sql) throws SQLException {
    requireOurs(sql);
    requireVersion(sql);
  }

  private static void requireOurs(Sql sql) throws SQLException {
    if (count(sql, "SELECT count(*) FROM sqlite_schema WHERE name = 'meta'") == 0) {
      throw new StorageException(Reason.UNUSABLE, "the file holds tables that are not Rejoin's");
    }
  }

  private static void requireVersion(Sql sql) throws SQLException {
    long version = version(sql);
    if (version != VERSION) {
      throw new StorageException(
          Reason.UNUSABLE,
          "the file has schema %d, this version of Rejoin knows %d".formatted(version, VERSION));
    }
  }

  /**
   * A file that cannot be opened for writing is opened by SQLite for reading, which says so when
   * somebody writes: better now than to the first person who types.
   */
  private static void requireWritable(Sql sql) throws SQLException {
    sql.execute("BEGIN IMMEDIATE");
    sql.execute("UPDATE meta SET value = value WHERE name = 'schema'");
    sql.execute("ROLLBACK");
  }

  private static void create(Sql sql) throws SQLException {
    sql.execute("BEGIN IMMEDIATE");
    sql.execute(META);
    sql.execute(DocumentTable.SCHEMA);
    sql.execute(DocumentTable.BY_CHANGE);
    sql.execute(EntryTable.SCHEMA);
    sql.execute(SiteTable.SCHEMA);
    sql.execute(SnapshotTable.SCHEMA);
    sql.execute(AncestorTable.SCHEMA);
    setVersion(sql);
    renew(sql);
    sql.execute("COMMIT");
  }

  static void setVersion(Sql sql) throws SQLException {
    set(sql, "schema", String.valueOf(VERSION));
  }

  /** Gives the file a name of its own: copies of one file have the same. */
  static void renew(Sql sql) throws SQLException {
    byte[] random = new byte[INCARNATION_BYTES];
    new SecureRandom().nextBytes(random);
    set(sql, "incarnation", HexFormat.of().formatHex(random));
  }

  static String incarnation(Sql sql) throws SQLException {
    PreparedStatement select = sql.prepare("SELECT value FROM meta WHERE name = 'incarnation'");
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? row.getString(1) : "unknown";
    }
  }

  private static void set(Sql sql, String name, String value) throws SQLException {
    PreparedStatement set = sql.prepare("INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)");
    set.setString(1, name);
    set.setString(2, value);
    set.executeUpdate();
  }

  static long version(Sql sql) throws SQLException {
    return count(sql, "SELECT value FROM meta WHERE name = 'schema'");
  }

  private static long count(Sql sql, String query) throws SQLException {
    PreparedStatement select = sql.prepare(query);
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
