package dev.rejoin.server.storage.sqlite;

import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How SQLite is set up. What is set is read back, and a start that does not find what it set is
 * refused: with another {@code synchronous}, "stored" would be a word.
 */
final class Settings {
  /** Older ones can corrupt a database in WAL mode. */
  private static final int[] OLDEST_LIBRARY = {3, 51, 3};

  private static final Map<String, String> COMMON =
      ordered(
          "busy_timeout", "5000",
          "trusted_schema", "0",
          "mmap_size", "0",
          "foreign_keys", "1");

  private static final Map<String, String> WRITER =
      ordered(
          "journal_mode", "wal",
          "synchronous", "2",
          "cache_size", "-65536",
          // A checkpoint is ours to make: see Checkpoint.
          "wal_autocheckpoint", "0");

  private static final Map<String, String> READER =
      ordered("query_only", "1", "cache_size", "-16384");

  private Settings() {}

  static void applyToWriter(Sql sql) throws SQLException {
    requireLibrary(query(sql, "SELECT sqlite_version()"));
    apply(sql, COMMON);
    apply(sql, WRITER);
  }

  static void applyToReader(Sql sql) throws SQLException {
    apply(sql, COMMON);
    apply(sql, READER);
  }

  /** A reader's {@code query_only} would forbid the copy as well. */
  static void applyToCopier(Sql sql) throws SQLException {
    requireLibrary(query(sql, "SELECT sqlite_version()"));
    apply(sql, COMMON);
  }

  static void requireLibrary(String version) {
    int[] parts = Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    if (Arrays.compare(parts, OLDEST_LIBRARY) < 0) {
      throw new StorageException(
          Reason.UNUSABLE,
          "SQLite is %s, wanted 3.51.3 or newer: older ones can damage a file".formatted(version));
    }
  }

  private static void apply(Sql sql, Map<String, String> settings) throws SQLException {
    for (Map.Entry<String, String> setting : settings.entrySet()) {
      sql.execute("PRAGMA " + setting.getKey() + " = " + setting.getValue());
      String found = query(sql, "PRAGMA " + setting.getKey());
      requireSame(setting.getKey(), found, setting.getValue());
    }
  }

  static void requireSame(String name, String found, String wanted) {
    if (!wanted.equals(found)) {
      throw new StorageException(
          Reason.UNUSABLE, "SQLite has %s = %s, wanted %s".formatted(name, found, wanted));
    }
  }

  private static String query(Sql sql, String query) throws SQLException {
    try (ResultSet row = sql.prepare(query).executeQuery()) {
      // A pragma without an answer is one that this library does not have, or that is at 0.
      return row.next() ? row.getString(1) : "0";
    }
  }

  private static Map<String, String> ordered(String... namesAndValues) {
    Map<String, String> settings = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      settings.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return settings;
  }
}
