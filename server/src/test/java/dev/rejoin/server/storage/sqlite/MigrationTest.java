package dev.rejoin.server.storage.sqlite;

import static dev.rejoin.server.storage.Futures.await;
import static dev.rejoin.server.storage.Futures.refusal;
import static dev.rejoin.server.storage.LogEntries.entries;
import static dev.rejoin.server.storage.LogEntries.snapshot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.StorageException.Reason;
import dev.rejoin.server.storage.StoredDocument;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of schema 1 is brought up to date at the start. */
class MigrationTest {
  @TempDir private Path directory;

  @BeforeEach
  void aFileOfSchemaOne() throws SQLException {
    DocumentLog log = SqliteDocumentLog.open(directory, Limits.DEFAULT);
    for (String id : List.of("one", "two")) {
      await(log.create(id, DocumentType.TEXT, "lineage" + id, 1_000));
      await(log.append(id, "lineage" + id, 0, entries(0, 10)));
      await(log.saveSnapshot(id, "lineage" + id, snapshot(4)));
    }
    await(log.close());
    for (String checksum : oldChecksums()) {
      run(checksum);
    }
    for (String column : List.of("origin", "floor", "floor_chain")) {
      run("ALTER TABLE documents DROP COLUMN " + column);
    }
    run("DROP TABLE ancestors");
    run("DELETE FROM meta WHERE name = 'incarnation'");
    run("UPDATE meta SET value = '1' WHERE name = 'schema'");
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("rejoin.db"));
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** As version 1 wrote them. */
  private List<String> oldChecksums() throws SQLException {
    List<String> updates = new ArrayList<>();
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM documents")) {
      while (row.next()) {
        Checksum old =
            new Checksum()
                .add(row.getString("id"))
                .add(row.getString("type"))
                .add(row.getString("lineage"))
                .add(row.getLong("created_at"))
                .add(row.getLong("changed_at"))
                .add(row.getLong("head"))
                .add(row.getLong("chain"))
                .add(row.getLong("site_count"));
        updates.add(
            "UPDATE documents SET checksum = %d WHERE key = %d"
                .formatted(old.value(), row.getLong("key")));
      }
    }
    return updates;
  }

  @Test
  void allOfItIsThereAndGoesOn() {
    DocumentLog log = SqliteDocumentLog.open(directory, Limits.DEFAULT);
    StoredDocument one = await(log.open("one")).orElseThrow();
    assertEquals("lineageone", one.lineage());
    assertEquals(0, one.floor());
    assertEquals(snapshot(4), one.snapshot());
    assertEquals(entries(4, 10), one.entries());
    await(log.append("one", "lineageone", 10, entries(10, 11)));
    assertEquals(4, await(log.trim("one", "lineageone", snapshot(5))));
    assertEquals(entries(4, 11), await(log.read("one", 4, 11)));
    await(log.close());
  }

  @Test
  void whatWasDamagedStaysDamaged() throws SQLException {
    run("UPDATE documents SET head = 9 WHERE id = 'one'");
    DocumentLog log = SqliteDocumentLog.open(directory, Limits.DEFAULT);
    assertTrue(await(log.open("one")).orElseThrow().damage().isPresent());
    assertEquals(Reason.CORRUPT, refusal(log.append("one", "lineageone", 10, entries(10, 11))));
    assertEquals(10, await(log.open("two")).orElseThrow().head());
    await(log.close());
  }
}
