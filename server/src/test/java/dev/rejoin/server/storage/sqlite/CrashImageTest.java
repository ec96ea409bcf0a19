package dev.rejoin.server.storage.sqlite;

import static dev.rejoin.server.storage.Futures.await;
import static dev.rejoin.server.storage.LogEntries.entries;
import static dev.rejoin.server.storage.LogEntries.snapshot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.sync.LastEntry;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.storage.LogEntries;
import dev.rejoin.server.storage.StoredDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The files as a crash would leave them: copied under load, the end of the write-ahead log cut or
 * torn at random. Everything that was acknowledged before the copy began must be there.
 */
class CrashImageTest {
  private static final String DOC = "doc";
  private static final String LINEAGE = "lineage";
  private static final int DATABASE = 0;
  private static final int WAL = 1;

  @TempDir private Path directory;

  /** An image, and what was acknowledged before its first byte was copied. */
  private record Image(byte[][] files, long acknowledged) {}

  @Test
  void everythingAcknowledgedSurvivesACopyUnderLoad() {
    Seeds.each(
        8,
        200,
        seed -> {
          Path live = directory.resolve("live" + seed);
          Image image = imageUnderLoad(live, seed);
          recover(directory.resolve("copy" + seed), image.files(), image.acknowledged());
        });
  }

  @Test
  void whateverIsTornBehindTheLastAcknowledgedCommitIsNotMissed() {
    Seeds.each(
        25,
        1_000,
        seed -> {
          SplitMix64 random = new SplitMix64(seed);
          byte[][][] copies = copiesAt(directory.resolve("torn" + seed), 20, 21);
          byte[][] before = copies[0];
          byte[][] after = copies[1];
          // The one commit more, of which any part of the pages may be there, or nothing.
          byte[] wal = tear(before[WAL].length, after[WAL], random);
          StoredDocument document =
              recover(
                  directory.resolve("torn-copy" + seed), new byte[][] {after[DATABASE], wal}, 20);
          assertTrue(document.head() <= 21, "an entry that was never written");
        });
  }

  /** The files when so many entries were acknowledged one by one, copied before the close. */
  private static byte[][][] copiesAt(Path path, long first, long second) {
    SqliteDocumentLog log = SqliteDocumentLog.open(path, Limits.DEFAULT);
    await(log.create(DOC, DocumentType.TEXT, LINEAGE, 1));
    byte[][][] copies = {
      appendThenCopy(path, log, 0, first), appendThenCopy(path, log, first, second)
    };
    await(log.close());
    return copies;
  }

  private static byte[][] appendThenCopy(Path path, SqliteDocumentLog log, long from, long to) {
    for (long revision = from; revision < to; revision++) {
      await(log.append(DOC, LINEAGE, revision, entries(revision, revision + 1)));
    }
    return copy(path);
  }

  private static byte[] tear(int kept, byte[] wal, SplitMix64 random) {
    byte[] torn = Arrays.copyOf(wal, kept + random.below(wal.length - kept + 1));
    for (int sector = kept; sector < torn.length; sector += 512) {
      if (random.oneIn(3)) {
        Arrays.fill(torn, sector, Math.min(torn.length, sector + 512), (byte) 0);
      }
    }
    return torn;
  }

  private static Image imageUnderLoad(Path path, long seed) {
    SqliteDocumentLog log = SqliteDocumentLog.open(path, Limits.DEFAULT);
    await(log.create(DOC, DocumentType.TEXT, LINEAGE, 1));
    AtomicLong acknowledged = new AtomicLong();
    AtomicBoolean enough = new AtomicBoolean();
    Thread writer = new Thread(() -> appendUntil(enough, log, acknowledged));
    writer.start();
    long wanted = 1L + new SplitMix64(seed).below(60);
    while (acknowledged.get() < wanted) {
      Thread.onSpinWait();
    }
    long before = acknowledged.get();
    byte[][] files = copy(path);
    enough.set(true);
    join(writer);
    await(log.close());
    return new Image(files, before);
  }

  private static void appendUntil(
      AtomicBoolean enough, SqliteDocumentLog log, AtomicLong acknowledged) {
    long head = 0;
    while (!enough.get()) {
      await(log.append(DOC, LINEAGE, head, entries(head, head + 2)));
      head += 2;
      acknowledged.set(head);
      if (head % 20 == 0) {
        await(log.saveSnapshot(DOC, LINEAGE, snapshot(head)));
      }
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** First the log and then the database would be wrong: a checkpoint may come between. */
  private static byte[][] copy(Path path) {
    try {
      byte[] database = Files.readAllBytes(path.resolve("rejoin.db"));
      byte[] wal = Files.readAllBytes(path.resolve("rejoin.db-wal"));
      return new byte[][] {database, wal};
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StoredDocument recover(Path path, byte[][] files, long acknowledged) {
    try {
      Files.createDirectories(path);
      Files.write(path.resolve("rejoin.db"), files[DATABASE]);
      Files.write(path.resolve("rejoin.db-wal"), files[WAL]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SqliteDocumentLog log = SqliteDocumentLog.open(path, Limits.DEFAULT);
    try {
      StoredDocument document = await(log.open(DOC)).orElseThrow();
      long head = document.head();
      assertTrue(head >= acknowledged, head + " there, " + acknowledged + " acknowledged");
      assertEquals(entries(0, head), await(log.read(DOC, 0, head)));
      assertEquals(snapshot(document.snapshot().revision()), document.snapshot());
      assertEquals(new LastEntry(head, head), document.sites().get(LogEntries.SITE));
      return document;
    } finally {
      await(log.close());
    }
  }
}
