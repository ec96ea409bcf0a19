package dev.rejoin.server.storage.sqlite;

import static dev.rejoin.server.storage.Futures.await;
import static dev.rejoin.server.storage.Futures.refusal;
import static dev.rejoin.server.storage.LogEntries.entries;
import static dev.rejoin.server.storage.LogEntries.snapshot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.storage.AppendResult;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import dev.rejoin.server.storage.StoredDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the file is like between two starts, and what a start makes of a file that is not right. */
class SqliteFileTest {
  private static final String LINEAGE = "lineage";

  @TempDir private Path directory;

  private SqliteDocumentLog open() {
    return SqliteDocumentLog.open(directory, Limits.DEFAULT);
  }

  private StorageException refused(Path path) {
    StorageException refused =
        assertThrows(StorageException.class, () -> SqliteDocumentLog.open(path, Limits.DEFAULT));
    assertEquals(Reason.UNUSABLE, refused.reason());
    return refused;
  }

  private void change(String sql) throws SQLException {
    String url = "jdbc:sqlite:" + directory.resolve("rejoin.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** Two documents of ten entries and a snapshot. */
  private void fill() {
    DocumentLog log = open();
    for (String id : new String[] {"one", "two"}) {
      await(log.create(id, DocumentType.TEXT, LINEAGE + id, 1_000));
      await(log.append(id, LINEAGE + id, 0, entries(0, 10)));
      await(log.saveSnapshot(id, LINEAGE + id, snapshot(4)));
    }
    await(log.close());
  }

  @Test
  void whatWasStoredIsThereAfterAReopen() {
    fill();
    DocumentLog log = open();
    StoredDocument document = await(log.open("one")).orElseThrow();
    assertEquals(snapshot(4), document.snapshot());
    assertEquals(entries(4, 10), document.entries());
    assertInstanceOf(
        AppendResult.Stored.class, await(log.append("one", "lineageone", 10, entries(10, 11))));
    await(log.close());
  }

  @Test
  void twoServersNeverHaveOneDirectory() {
    DocumentLog log = open();
    String message = refused(directory).getMessage();
    assertTrue(message.contains("is in use by process " + ProcessHandle.current().pid()), message);
    await(log.close());
    await(open().close());
  }

  @Test
  void twoProcessesNeverHaveOneDirectory() throws IOException, InterruptedException {
    Process other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Xmx64m",
                LockHolder.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertEquals('+', other.getInputStream().read());
      String message = refused(directory).getMessage();
      assertTrue(message.contains("is in use by process " + other.pid()), message);
    } finally {
      other.destroyForcibly().waitFor();
    }
    await(open().close());
  }

  @Test
  void aDirectoryThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "not a directory");
    assertTrue(refused(file.resolve("data")).getMessage().contains("data directory " + file));
    assertTrue(refused(file).getMessage().contains("data directory " + file));
  }

  @Test
  void aFileThatIsNoDatabaseIsRefusedAndLeftAlone() throws IOException {
    Path file = directory.resolve("rejoin.db");
    String text = "This is somebody's letter. ".repeat(100);
    Files.writeString(file, text);
    assertTrue(refused(directory).getMessage().contains("not a database"));
    assertEquals(text, Files.readString(file));
  }

  @Test
  void aDatabaseOfSomethingElseIsRefused() throws SQLException {
    change("CREATE TABLE recipes (name TEXT)");
    assertTrue(refused(directory).getMessage().contains("not Rejoin's"));
  }

  @Test
  void aFileOfANewerVersionIsRefused() throws SQLException {
    fill();
    change("UPDATE meta SET value = '3' WHERE name = 'schema'");
    assertTrue(
        refused(directory).getMessage().contains("schema 3, this version of Rejoin knows 2"));
  }

  @Test
  void afterARefusalTheDirectoryIsFree() throws SQLException {
    fill();
    change("UPDATE meta SET value = '3' WHERE name = 'schema'");
    refused(directory);
    change("UPDATE meta SET value = '2' WHERE name = 'schema'");
    await(open().close());
  }

  @Test
  void aTableThatIsGoneIsAFailedReadAndNotAnEmptyDocument() throws SQLException {
    fill();
    change("ALTER TABLE ops RENAME TO lost");
    DocumentLog log = open();
    for (int i = 0; i < 5; i++) {
      assertEquals(Reason.READ_FAILED, refusal(log.open("one")));
    }
    change("ALTER TABLE lost RENAME TO ops");
    for (int i = 0; i < 5; i++) {
      assertEquals(10, await(log.open("one")).orElseThrow().head());
    }
    await(log.close());
  }

  @Test
  void aDamagedPageIsNamed() throws IOException {
    fill();
    Path file = directory.resolve("rejoin.db");
    byte[] bytes = Files.readAllBytes(file);
    // Every page but the first, which holds the schema.
    java.util.Arrays.fill(bytes, 4096, bytes.length, (byte) 0x5A);
    Files.write(file, bytes);
    StorageException refused =
        assertThrows(
            StorageException.class,
            () -> {
              DocumentLog log = open();
              try {
                assertEquals(Optional.empty(), await(log.open("one")));
              } finally {
                await(log.close());
              }
            });
    assertTrue(
        refused.reason() == Reason.CORRUPT || refused.reason() == Reason.UNUSABLE,
        refused.toString());
  }

  @Test
  void theSettingsThatStoredDependsOnAreReadBack() throws SQLException {
    await(open().close());
    Sql sql = new Connector(directory.resolve("rejoin.db")).writer();
    assertEquals("wal", pragma(sql, "journal_mode"));
    assertEquals("2", pragma(sql, "synchronous"));
    assertEquals("0", pragma(sql, "wal_autocheckpoint"));
    assertEquals("0", pragma(sql, "trusted_schema"));
    sql.close();
    StorageException refused =
        assertThrows(StorageException.class, () -> Settings.requireSame("synchronous", "1", "2"));
    assertEquals("SQLite has synchronous = 1, wanted 2", refused.getMessage());
  }

  private static String pragma(Sql sql, String name) throws SQLException {
    try (var row = sql.prepare("PRAGMA " + name).executeQuery()) {
      return row.getString(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.51.2", "3.40.1", "2.99.99"})
  void aLibraryThatCanDamageAFileIsRefused(String version) {
    assertThrows(StorageException.class, () -> Settings.requireLibrary(version));
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.51.3", "3.53.4", "3.100.0", "4.0.0"})
  void aLibraryThatIsNewEnoughIsTaken(String version) {
    Settings.requireLibrary(version);
  }

  @Test
  void aConnectionForReadingCannotWrite() throws SQLException {
    fill();
    Sql sql = new Connector(directory.resolve("rejoin.db")).reader();
    assertThrows(SQLException.class, () -> sql.execute("DELETE FROM ops"));
    sql.close();
  }
}
