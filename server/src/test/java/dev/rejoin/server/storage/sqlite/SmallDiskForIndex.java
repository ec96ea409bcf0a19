package dev.rejoin.server.storage.sqlite;

import static dev.rejoin.server.storage.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.storage.LogEntries;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Lets the write-ahead log grow to where its index, {@code -shm}, needs more space, and has some
 * for the log and none for the index. A process of its own, on a file system of its own.
 */
final class SmallDiskForIndex {
  private static final int FRAME = 4096 + 24;
  private static final int FRAMES_OF_FIRST_PIECE = 4_062;

  private SmallDiskForIndex() {}

  /** Arguments: the file system. */
  public static void main(String[] arguments) throws IOException {
    Logger.getLogger("").setLevel(Level.OFF);
    Path folder = Path.of(arguments[0]);
    SqliteDocumentLog log = SqliteDocumentLog.open(folder, Limits.DEFAULT);
    await(log.create("doc", DocumentType.TEXT, "lineage", 1));
    long head = 0;
    while (missingFrames(folder) > 20) {
      head = append(log, head, missingFrames(folder) > 400 ? 4_000 : 1);
    }
    Path ballast = folder.resolve("ballast");
    SmallDisk.fill(ballast, missingFrames(folder) * FRAME + 16_000);
    StorageException refusal = null;
    while (refusal == null) {
      try {
        head = append(log, head, 1);
      } catch (StorageException e) {
        refusal = e;
      }
    }
    assertEquals(Reason.DISK_FULL, refusal.reason());
    assertTrue(refusal.getMessage().contains("IOERR_SHMSIZE"), refusal.getMessage());
    Files.delete(ballast);
    head = append(log, head, 100);
    assertEquals(LogEntries.entries(0, head), await(log.read("doc", 0, head)));
    Runtime.getRuntime().halt(0);
  }

  private static long missingFrames(Path folder) throws IOException {
    return FRAMES_OF_FIRST_PIECE - Files.size(folder.resolve("rejoin.db-wal")) / FRAME;
  }

  private static long append(SqliteDocumentLog log, long head, int entries) {
    await(log.append("doc", "lineage", head, LogEntries.entries(head, head + entries)));
    return head + entries;
  }
}
