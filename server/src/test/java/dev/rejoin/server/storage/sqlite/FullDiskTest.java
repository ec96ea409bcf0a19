package dev.rejoin.server.storage.sqlite;

import static dev.rejoin.server.storage.Futures.await;
import static dev.rejoin.server.storage.Futures.refusal;
import static dev.rejoin.server.storage.LogEntries.entries;
import static dev.rejoin.server.storage.LogEntries.snapshot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.storage.AppendResult;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import dev.rejoin.server.storage.StoredDocument;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * SQLite itself says that there is no space: it is told to let the file have so many pages. Unlike
 * a planted error this ends transactions in the middle, wherever a page happens to be due.
 */
class FullDiskTest {
  private static final String DOC = "doc";
  private static final String LINEAGE = "lineage";
  private static final int SMALL = 40;
  private static final int LARGE = 4_000;

  @TempDir private Path directory;

  /** A disk whose size is set before each transaction. */
  private static final class SmallDisk extends TransactionAround {
    private final Sql sql;
    private volatile int pages = SMALL;

    SmallDisk(Sql sql) {
      super(Transaction.of(sql));
      this.sql = sql;
    }

    @Override
    public void begin() throws SQLException {
      sql.execute("PRAGMA max_page_count = " + pages);
      super.begin();
    }
  }

  @Test
  void whatDoesNotFitIsRefusedWhatIsThereStaysAndSpaceIsUsedAgain() {
    SmallDisk[] disk = new SmallDisk[1];
    SqliteDocumentLog log =
        SqliteDocumentLog.open(
            directory,
            Limits.DEFAULT,
            sql -> {
              disk[0] = new SmallDisk(sql);
              return disk[0];
            });
    await(log.create(DOC, DocumentType.TEXT, LINEAGE, 1));
    long head = fill(log);
    assertTrue(head > 0, "not even the first one fitted");

    StoredDocument document = await(log.open(DOC)).orElseThrow();
    assertEquals(head, document.head());
    assertEquals(entries(0, head), document.entries());
    assertEquals(
        Reason.DISK_FULL, refusal(log.append(DOC, LINEAGE, head, entries(head, head + 100))));

    disk[0].pages = LARGE;
    assertInstanceOf(
        AppendResult.Stored.class,
        await(log.append(DOC, LINEAGE, head, entries(head, head + 100))));
    await(log.saveSnapshot(DOC, LINEAGE, snapshot(head)));
    assertEquals(head + 100, await(log.open(DOC)).orElseThrow().head());
    await(log.close());
  }

  /** Appends until there is no space, and returns the head. */
  private static long fill(SqliteDocumentLog log) {
    long head = 0;
    while (head < 100_000) {
      try {
        await(log.append(DOC, LINEAGE, head, entries(head, head + 100)));
        head += 100;
      } catch (StorageException e) {
        assertEquals(Reason.DISK_FULL, e.reason());
        return head;
      }
    }
    throw new AssertionError("it was never full");
  }
}
