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
import dev.rejoin.server.storage.StorageException.Reason;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The writer with a disk that can be held, and that can fail. */
class GroupCommitTest {
  private static final String LINEAGE = "lineage";
  private static final int DOCUMENTS = 40;

  @TempDir private Path directory;
  private FaultyTransaction disk;
  private SqliteDocumentLog log;

  @BeforeEach
  void open() {
    log =
        SqliteDocumentLog.open(
            directory,
            Limits.DEFAULT.with("maxQueuedWrites", 100),
            sql -> {
              disk = new FaultyTransaction(Transaction.of(sql));
              return disk;
            });
    for (int i = 0; i < DOCUMENTS; i++) {
      await(log.create("doc" + i, DocumentType.TEXT, LINEAGE, 1));
    }
  }

  @AfterEach
  void close() {
    disk.release();
    await(log.close());
  }

  private Future<AppendResult> append(int document, long head) {
    return log.append("doc" + document, LINEAGE, head, entries(head, head + 1));
  }

  private List<Future<AppendResult>> appendToAll() {
    List<Future<AppendResult>> results = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      results.add(append(i, 0));
    }
    return results;
  }

  private long head(int document) {
    return await(log.open("doc" + document)).orElseThrow().head();
  }

  @Test
  void whatWaitsWhileTheDiskIsBusyIsOneTransaction() {
    disk.hold();
    Future<AppendResult> first = append(0, 0);
    disk.awaitHeld();
    long before = disk.commits();
    List<Future<AppendResult>> rest = new ArrayList<>();
    for (int i = 1; i < DOCUMENTS; i++) {
      rest.add(append(i, 0));
    }
    assertTrue(!first.isComplete(), "it is acknowledged before it is on the disk");
    disk.release();
    rest.forEach(result -> assertInstanceOf(AppendResult.Stored.class, await(result)));
    assertEquals(2, disk.commits() - before, "commits for " + DOCUMENTS + " appends");
  }

  @Test
  void aQueueThatIsFullRefusesByNameAndTakesAgainLater() {
    disk.hold();
    Future<AppendResult> first = append(0, 0);
    disk.awaitHeld();
    Future<AppendResult> many = log.append("doc1", LINEAGE, 0, entries(0, 100));
    assertEquals(Reason.QUEUE_FULL, refusal(append(2, 0)));
    disk.release();
    await(first);
    await(many);
    assertInstanceOf(AppendResult.Stored.class, await(append(2, 0)));
  }

  @Test
  void whoseTaskIsWrongFailsAlone() {
    disk.hold();
    append(0, 0);
    disk.awaitHeld();
    Future<AppendResult> good = append(1, 0);
    Future<Void> wrong = log.saveSnapshot("doc2", LINEAGE, snapshot(5));
    Future<AppendResult> alsoGood = append(3, 0);
    disk.release();
    assertThrows(IllegalArgumentException.class, () -> await(wrong));
    assertInstanceOf(AppendResult.Stored.class, await(good));
    assertInstanceOf(AppendResult.Stored.class, await(alsoGood));
    assertEquals(1, head(1));
    assertEquals(1, head(3));
  }

  @Test
  void afterACommitThatFailedNothingIsAcknowledgedAnyMore() {
    disk.failCommits(FaultyTransaction.Fault.FSYNC);
    for (Future<AppendResult> result : appendToAll()) {
      assertEquals(Reason.BROKEN, refusal(result));
    }
    disk.failCommits(FaultyTransaction.Fault.NONE);
    assertEquals(Reason.BROKEN, refusal(append(0, 0)));
    assertEquals(Reason.BROKEN, refusal(log.create("new", DocumentType.TEXT, LINEAGE, 1)));
    assertEquals(0, head(0), "reads go on");
  }

  @Test
  void aFullDiskRefusesByNameAndIsUsedAgainWhenThereIsSpace() {
    disk.failCommits(FaultyTransaction.Fault.FULL);
    for (Future<AppendResult> result : appendToAll()) {
      assertEquals(Reason.DISK_FULL, refusal(result));
    }
    assertEquals(0, head(0), "reads go on");
    disk.failCommits(FaultyTransaction.Fault.NONE);
    for (Future<AppendResult> result : appendToAll()) {
      assertInstanceOf(AppendResult.Stored.class, await(result));
    }
    assertEquals(1, head(DOCUMENTS - 1));
  }

  @Test
  void closingWaitsForWhatWasTaken() {
    List<Future<AppendResult>> results = appendToAll();
    await(log.close());
    results.forEach(result -> assertInstanceOf(AppendResult.Stored.class, await(result)));
  }
}
