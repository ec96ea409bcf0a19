package dev.rejoin.server.storage.sqlite;

import static dev.rejoin.server.storage.Futures.await;
import static dev.rejoin.server.storage.LogEntries.entries;
import static dev.rejoin.server.storage.LogEntries.snapshot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StoredDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One bit of the file is wrong: what is read is what was written, or an error. */
class FlippedBitTest {
  private static final int DOCUMENTS = 12;
  private static final int HEAD = 30;

  @TempDir private Path directory;

  private enum Outcome {
    HARMLESS,
    DETECTED
  }

  @Test
  void aFlippedBitIsHarmlessOrDetectedAndNeverServed() throws IOException {
    byte[] file = file();
    Map<Outcome, Integer> outcomes = new TreeMap<>();
    Seeds.each(100, 10_000, seed -> outcomes.merge(outcome(file, seed), 1, Integer::sum));
    if (Long.getLong("seed") == null) {
      assertEquals(2, outcomes.size(), outcomes.toString());
    }
  }

  /** A row is id, type, lineage; in the index the type does not follow. */
  private static byte[] withAnotherId(byte[] file, String id, boolean inRow) {
    byte[] damaged = file.clone();
    String bytes = new String(file, StandardCharsets.ISO_8859_1);
    int found = 0;
    for (int at = bytes.indexOf(id); at >= 0; at = bytes.indexOf(id, at + 1)) {
      if (bytes.startsWith("text", at + id.length()) == inRow) {
        damaged[at] ^= 1;
        found++;
      }
    }
    assertTrue(found > 0, id + " is nowhere");
    return damaged;
  }

  /**
   * It was once: an index written anew from that row lost the document. The index still knows it.
   */
  @Test
  void aDocumentWhoseRowHasAnotherIdIsNotGone() throws IOException {
    byte[] damaged = withAnotherId(file(), "doc7", true);
    assertEquals(Outcome.HARMLESS, outcome(directory.resolve("row"), damaged));
  }

  @Test
  void aDocumentThatTheIndexHasLostIsFoundAgain() throws IOException {
    byte[] damaged = withAnotherId(file(), "doc7", false);
    assertEquals(Outcome.HARMLESS, outcome(directory.resolve("index"), damaged));
  }

  private Outcome outcome(byte[] file, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    byte[] damaged = file.clone();
    // Half of them where rows are full of meaning: the pages of documents and sites are few.
    int bound = random.oneIn(2) ? file.length : Math.min(file.length, 12 * 4096);
    damaged[random.below(bound)] ^= (byte) (1 << random.below(8));
    return outcome(directory.resolve("flipped"), damaged);
  }

  private byte[] file() throws IOException {
    Path path = directory.resolve("sound");
    DocumentLog log = SqliteDocumentLog.open(path, Limits.DEFAULT);
    for (int i = 0; i < DOCUMENTS; i++) {
      await(log.create("doc" + i, DocumentType.TEXT, "lineage" + i, 1_000));
      await(log.append("doc" + i, "lineage" + i, 0, entries(0, HEAD)));
      await(log.saveSnapshot("doc" + i, "lineage" + i, snapshot(HEAD - 10)));
    }
    await(log.close());
    return Files.readAllBytes(path.resolve("rejoin.db"));
  }

  private static Outcome outcome(Path path, byte[] file) {
    try {
      Files.createDirectories(path);
      Files.write(path.resolve("rejoin.db"), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    DocumentLog log;
    try {
      log = SqliteDocumentLog.open(path, Limits.DEFAULT);
    } catch (StorageException e) {
      return Outcome.DETECTED;
    }
    try {
      Outcome outcome = Outcome.HARMLESS;
      for (int i = 0; i < DOCUMENTS; i++) {
        outcome = isSound(log, "doc" + i) ? outcome : Outcome.DETECTED;
      }
      return outcome;
    } finally {
      await(log.close());
    }
  }

  private static boolean isSound(DocumentLog log, String id) {
    try {
      Optional<StoredDocument> document = await(log.open(id));
      assertTrue(document.isPresent(), id + " is gone");
      requireRightAsFarAsItGoes(document.get());
      if (document.get().damage().isPresent()) {
        requireHistoryRightAsFarAsItGoes(log, document.get());
        return false;
      }
      assertEquals(HEAD, document.get().head());
      assertEquals(1, document.get().sites().size());
      assertEquals(entries(0, HEAD), await(log.read(id, 0, HEAD)));
      return true;
    } catch (StorageException e) {
      return false;
    }
  }

  /** A document is shown up to the last revision that is right; no word of that is wrong. */
  private static void requireRightAsFarAsItGoes(StoredDocument document) {
    long from = document.snapshot().revision();
    assertEquals(DocumentType.TEXT, document.type());
    assertEquals(snapshot(from), document.snapshot());
    assertEquals(entries(from, document.head()), document.entries());
  }

  /** History up to there can be read, and is right as well. */
  private static void requireHistoryRightAsFarAsItGoes(DocumentLog log, StoredDocument document) {
    long floor = document.floor();
    assertEquals(
        entries(floor, document.head()), await(log.read(document.id(), floor, document.head())));
  }
}
