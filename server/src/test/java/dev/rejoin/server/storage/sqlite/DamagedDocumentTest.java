package dev.rejoin.server.storage.sqlite;

import static dev.rejoin.server.storage.Futures.await;
import static dev.rejoin.server.storage.Futures.refusal;
import static dev.rejoin.server.storage.LogEntries.entries;
import static dev.rejoin.server.storage.LogEntries.snapshot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.sync.LastEntry;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.LogEntries;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import dev.rejoin.server.storage.StoredDocument;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows that are not what was written: what is left is right, what is wrong has a name. */
class DamagedDocumentTest {
  @TempDir private Path directory;
  private DocumentLog log;

  /** Two documents of ten entries, with a snapshot at 4. */
  @BeforeEach
  void fill() {
    log = SqliteDocumentLog.open(directory, Limits.DEFAULT);
    for (String id : new String[] {"one", "two"}) {
      await(log.create(id, DocumentType.TEXT, "lineage" + id, 1_000));
      await(log.append(id, "lineage" + id, 0, entries(0, 10)));
      await(log.saveSnapshot(id, "lineage" + id, snapshot(4)));
    }
  }

  @AfterEach
  void close() {
    await(log.close());
  }

  private void damage(String sql) throws SQLException {
    String url = "jdbc:sqlite:" + directory.resolve("rejoin.db");
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private StoredDocument one() {
    return await(log.open("one")).orElseThrow();
  }

  private static void requireRight(StoredDocument document) {
    long from = document.snapshot().revision();
    assertEquals(snapshot(from), document.snapshot());
    assertEquals(entries(from, document.head()), document.entries());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE ops SET body = x'5b375d' WHERE doc = 1 AND rev = 7  |  6 | entry 7 has another checksum",
        "UPDATE ops SET body = x'ff' WHERE doc = 1 AND rev = 7      |  6 | entry 7: ",
        "UPDATE ops SET seq = seq + 1 WHERE doc = 1 AND rev = 10    |  9 | entry 10 has another checksum",
        "UPDATE ops SET user = '~Eve' WHERE doc = 1 AND rev = 5     |  4 | entry 5 has another checksum",
        "DELETE FROM ops WHERE doc = 1 AND rev = 7                  |  6 | entry 7 is missing",
        "DELETE FROM ops WHERE doc = 1 AND rev = 10                 |  9 | entry 10 is missing",
        "DELETE FROM ops WHERE doc = 1                              |  4 | entry 1 is missing",
        "UPDATE ops SET doc = CASE doc WHEN 1 THEN 2 ELSE 1 END     |  4 | entry 1 has another checksum",
        "UPDATE outbox SET last_seq = 9 WHERE doc = 1               | 10 | row of site site-1234567 has another",
        "DELETE FROM outbox WHERE doc = 1                           | 10 | 1 sites wrote, but 0 are known",
      })
  void aDocumentIsThereUpToItsLastGoodRevision(String damage, long lastGood, String message)
      throws SQLException {
    damage(damage.replace("ops SET doc = CASE", "ops SET rev = -rev, doc = CASE"));
    if (damage.contains("CASE")) {
      damage("UPDATE ops SET rev = -rev");
    }
    StoredDocument document = one();
    assertEquals(lastGood, document.head());
    requireRight(document);
    String told = document.damage().orElseThrow();
    assertTrue(told.startsWith("document one is damaged: "), told);
    assertTrue(told.contains(message), told);
    if (!damage.contains("CASE")) {
      assertEquals(Optional.empty(), await(log.open("two")).orElseThrow().damage());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "UPDATE ops SET chain = chain + 1 WHERE doc = 1 AND rev = 4",
        "UPDATE ops SET chain = chain + 1 WHERE doc = 1 AND rev = 7",
        "UPDATE ops SET chain = chain + 1 WHERE doc = 1 AND rev = 10",
        "UPDATE snapshots SET body = x'5b5d' WHERE doc = 1",
        "UPDATE snapshots SET rev = 5 WHERE doc = 1",
        "DELETE FROM snapshots WHERE doc = 1",
      })
  void whatOtherRowsProveIsPutTogetherAndGoesOn(String damage) throws SQLException {
    damage(damage);
    StoredDocument document = one();
    assertEquals(Optional.empty(), document.damage());
    assertEquals(10, document.head());
    requireRight(document);
    assertEquals(Map.of(LogEntries.SITE, new LastEntry(10, 10)), document.sites());
    assertEquals(entries(0, 10), await(log.read("one", 0, 10)));
    await(log.append("one", "lineageone", 10, entries(10, 11)));
    assertEquals(11, one().head());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "head = 9                       | its row has another checksum",
        "head = 900                     | its row has another checksum",
        "chain = 1                      | its row has another checksum",
        "floor = 4                      | its row has another checksum",
        "floor = 400                    | its row has another checksum",
        "floor_chain = 4                | its row has another checksum",
        "lineage = 'x'                  | its row has another checksum",
        "origin = 'x'                   | its row has another checksum",
        "site_count = 7                 | its row has another checksum",
        "created_at = 4                 | its row has another checksum",
        "changed_at = 4                 | its row has another checksum",
        "checksum = 4                   | its row has another checksum",
        "head = 0, chain = 0, floor = 9 | its row has another checksum",
        "type = 'x'                     | there is no type",
      })
  void withoutItsOwnRowADocumentIsThereForReading(String damage, String message)
      throws SQLException {
    await(log.trim("two", "lineagetwo", snapshot(7)));
    await(log.close());
    damage("UPDATE documents SET " + damage);
    log = SqliteDocumentLog.open(directory, Limits.DEFAULT);
    for (String id : new String[] {"one", "two"}) {
      StoredDocument document = await(log.open(id)).orElseThrow();
      assertEquals(10, document.head());
      assertEquals(DocumentType.TEXT, document.type());
      assertEquals(Map.of(LogEntries.SITE, new LastEntry(10, 10)), document.sites());
      requireRight(document);
      String told = document.damage().orElseThrow();
      assertTrue(told.contains("document " + id + " is damaged: " + message), told);
      assertEquals(entries(8, 10), await(log.read(id, 8, 10)));
      assertEquals(snapshot(7), await(log.snapshotAt("two", 9)).orElseThrow());
      assertEquals(Reason.CORRUPT, refusal(log.append(id, "lineage" + id, 10, entries(10, 11))));
    }
    assertEquals(2, await(log.list("", 10)).documents().size());
    StoreReport report = Inspection.ofDirectory(directory, Optional.empty());
    for (DocumentReport document : report.documents()) {
      assertEquals(10, document.lastGood());
      assertTrue(document.damage().orElseThrow().contains(message));
    }
  }

  /** There is nothing that it could be checked against. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "origin = 'x', lineage = 'y', floor_chain = 7             | its row has another checksum",
        "origin = 'x', lineage = 'y', floor_chain = 7, type = 'x' | there is no type",
      })
  void whatNothingProvesIsNotShown(String damage, String message) throws SQLException {
    damage("UPDATE documents SET " + damage + " WHERE key = 1");
    StorageException refused = assertThrows(StorageException.class, () -> await(log.open("one")));
    assertEquals(Reason.CORRUPT, refused.reason());
    assertTrue(refused.getMessage().contains("document one is damaged"), refused.getMessage());
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
    assertEquals(10, await(log.open("two")).orElseThrow().head());
  }

  @Test
  void damageInThePastCostsThePast() throws SQLException {
    damage("UPDATE ops SET body = x'5b375d' WHERE doc = 1 AND rev = 2");
    assertEquals(Optional.empty(), one().damage());
    StorageException refused =
        assertThrows(StorageException.class, () -> await(log.read("one", 0, 10)));
    assertEquals(Reason.CORRUPT, refused.reason());
    assertEquals(OptionalLong.of(2), refused.floor());
    assertEquals(entries(2, 10), await(log.read("one", 2, 10)));
  }

  @Test
  void aTrimmedLogWhoseOnlySnapshotIsDamagedHasNothingToBeginFrom() throws SQLException {
    await(log.trim("one", "lineageone", snapshot(7)));
    damage("UPDATE snapshots SET body = x'5b5d' WHERE doc = 1");
    StorageException refused = assertThrows(StorageException.class, () -> await(log.open("one")));
    assertEquals(Reason.CORRUPT, refused.reason());
  }

  @Test
  void aTrimmedLogBeginsFromAnEarlierSnapshotIfTheLastIsDamaged() throws SQLException {
    await(log.trim("one", "lineageone", snapshot(7)));
    await(log.saveSnapshot("one", "lineageone", snapshot(9)));
    damage("UPDATE snapshots SET body = x'5b5d' WHERE doc = 1 AND rev = 9");
    assertEquals(Optional.empty(), one().damage());
    assertEquals(snapshot(7), one().snapshot());
    requireRight(one());
  }

  /**
   * The chain of a log without its beginning is tied to what the document's row says of the floor.
   */
  @Test
  void theEntryAtTheFloorIsCheckedAsAllOthers() throws SQLException {
    await(log.trim("one", "lineageone", snapshot(7)));
    damage("UPDATE ops SET user = '~Eve' WHERE doc = 1 AND rev = 7");
    assertEquals(Reason.CORRUPT, refusal(log.read("one", 6, 7)));
    assertEquals(entries(7, 10), one().entries());
  }

  @Test
  void aDamagedStretchIsNotTrimmedAway() throws SQLException {
    damage("UPDATE ops SET body = x'5b375d' WHERE doc = 1 AND rev = 2");
    assertEquals(Reason.CORRUPT, refusal(log.trim("one", "lineageone", snapshot(7))));
    assertEquals(0, one().floor());
  }
}
