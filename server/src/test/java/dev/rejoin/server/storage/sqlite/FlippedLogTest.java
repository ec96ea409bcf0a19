package dev.rejoin.server.storage.sqlite;

import static dev.rejoin.server.storage.Futures.await;
import static dev.rejoin.server.storage.LogEntries.entries;
import static dev.rejoin.server.storage.LogEntries.snapshot;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ResetReason;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.LogEntries;
import dev.rejoin.server.storage.StoredDocument;
import dev.rejoin.server.testing.FakeParticipant;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.disk.Shim;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store is killed, and a bit of its write-ahead log is wrong when it starts again. SQLite takes
 * the first frame that is wrong for the end: what was stored behind it is gone, and nobody can see
 * that. So what is served is what was there at some moment after the last checkpoint, to the
 * letter; and who knows more is told.
 */
class FlippedLogTest {
  private static final int DOCUMENTS = 6;
  private static final int ENTRIES = 5;
  private static final int IN_FILE = 2;
  private static final int IN_LOG = 6;
  private static final List<String> FILES = List.of("rejoin.db", "rejoin.db-wal", "rejoin.db-shm");
  private static final int WAL = 1;
  private static final int SHM = 2;

  @TempDir private Path slowFolder;
  private Path folder;

  /** The heads of all documents after each transaction since the last checkpoint. */
  private final List<Map<String, Long>> moments = new ArrayList<>();

  private enum Outcome {
    NOTHING_LOST,
    TAIL_LOST,
    ALL_OF_THE_LOG_LOST
  }

  @BeforeEach
  void makeFolder() {
    folder = Shim.fastFolder(slowFolder);
  }

  @AfterEach
  void clear() {
    Shim.remove(folder);
  }

  @Test
  void whatIsServedIsWhatWasThereAtSomeMoment() {
    byte[][] image = imageOfAKilledStore();
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    Seeds.each(100, 10_000, seed -> outcomes.merge(outcome(image, seed), 1, Integer::sum));
    System.out.println(outcomes);
    if (Long.getLong("seed") == null) {
      assertEquals(Outcome.values().length, outcomes.size(), outcomes.toString());
    }
  }

  private Outcome outcome(byte[][] image, long seed) {
    SplitMix64 random = new SplitMix64(seed);
    int which = random.oneIn(5) ? SHM : WAL;
    // The head of the log, of 32 bytes, is less than one in 10,000 of its bits.
    int bound = random.oneIn(20) ? 32 : image[which].length;
    Path path = folder.resolve("flipped-" + seed);
    write(path, flipped(image, which, random.below(bound), random.below(8)));
    DocumentLog log = SqliteDocumentLog.open(path, Limits.DEFAULT);
    try {
      Map<String, Long> heads = new TreeMap<>();
      for (int i = 0; i < DOCUMENTS; i++) {
        requireRight(log, "doc" + i).ifPresent(each -> heads.put(each.id(), each.head()));
      }
      int moment = moments.indexOf(heads);
      assertTrue(moment >= 0, () -> heads + " was never so, but " + moments);
      assertTrue(which == WAL || moment == moments.size() - 1, "the index is only an index");
      return moment == moments.size() - 1
          ? Outcome.NOTHING_LOST
          : moment == 0 ? Outcome.ALL_OF_THE_LOG_LOST : Outcome.TAIL_LOST;
    } finally {
      await(log.close());
      Shim.remove(path);
    }
  }

  private static Optional<StoredDocument> requireRight(DocumentLog log, String id) {
    Optional<StoredDocument> found = await(log.open(id));
    if (found.isPresent()) {
      StoredDocument document = found.get();
      long base = document.snapshot().revision();
      assertEquals(Optional.empty(), document.damage());
      assertEquals(lineage(id), document.lineage());
      assertEquals(snapshot(base), document.snapshot());
      assertEquals(entries(base, document.head()), document.entries());
      assertEquals(entries(0, document.head()), await(log.read(id, 0, document.head())));
    }
    return found;
  }

  /** Who has seen what is gone is given what there is, and why; others go on. */
  @Test
  void whoKnowsMoreIsTold() {
    byte[][] image = imageOfAKilledStore();
    write(folder.resolve("server"), flipped(image, WAL, image[WAL].length * 2 / 3, 0));
    try (TestServer server = TestServer.onDisk(folder.resolve("server"))) {
      long head = head(server);
      long known = moments.get(moments.size() - 1).get("doc0");
      assertTrue(0 < head && head < known, head + " of " + known);
      Opened told = comeBack(server, known);
      OpenedBody.Whole whole = assertInstanceOf(OpenedBody.Whole.class, told.body());
      assertEquals(Optional.of(ResetReason.DIVERGED), whole.reason());
      assertEquals(snapshot(head).content(), whole.content());
      assertInstanceOf(OpenedBody.Missed.class, comeBack(server, head).body());
      assertInstanceOf(OpenedBody.Missed.class, comeBack(server, head - 1).body());
    }
  }

  private static long head(TestServer server) {
    String rev = server.web().get("/v1/documents/doc0").field("rev").orElseThrow();
    return Long.parseLong(rev);
  }

  private static Opened comeBack(TestServer server, long revision) {
    return server
        .web()
        .exchange(
            "doc0",
            "{'client':'%s','lineage':'%s','rev':%d,'check':['%s',%d]}"
                .formatted(
                    FakeParticipant.client("ann"),
                    lineage("doc0"),
                    revision,
                    LogEntries.SITE,
                    revision))
        .opened();
  }

  private static String lineage(String id) {
    return "lineage-" + id;
  }

  /** Some of it is in the database, and the rest in the log only. */
  private byte[][] imageOfAKilledStore() {
    Path path = folder.resolve("sound");
    Map<String, Long> heads = new TreeMap<>();
    SqliteDocumentLog log = SqliteDocumentLog.open(path, Limits.DEFAULT);
    for (int i = 0; i < DOCUMENTS - 1; i++) {
      create(log, "doc" + i, heads);
    }
    append(log, IN_FILE, heads);
    await(log.close());
    log = SqliteDocumentLog.open(path, Limits.DEFAULT);
    moments.clear();
    moments.add(Map.copyOf(heads));
    create(log, "doc" + (DOCUMENTS - 1), heads);
    append(log, IN_LOG, heads);
    byte[][] image = read(path);
    await(log.close());
    return image;
  }

  private void create(DocumentLog log, String id, Map<String, Long> heads) {
    await(log.create(id, DocumentType.TEXT, lineage(id), 1_000));
    heads.put(id, 0L);
    moments.add(Map.copyOf(heads));
  }

  private void append(DocumentLog log, int times, Map<String, Long> heads) {
    for (int i = 0; i < times; i++) {
      for (String id : List.copyOf(heads.keySet())) {
        long head = heads.get(id);
        await(log.append(id, lineage(id), head, entries(head, head + ENTRIES)));
        heads.put(id, head + ENTRIES);
        moments.add(Map.copyOf(heads));
        if (i % 2 == 1) {
          await(log.saveSnapshot(id, lineage(id), snapshot(head + ENTRIES)));
        }
      }
    }
  }

  private static byte[][] flipped(byte[][] image, int which, int at, int bit) {
    byte[][] damaged = image.clone();
    damaged[which] = image[which].clone();
    damaged[which][at] ^= (byte) (1 << bit);
    return damaged;
  }

  private static byte[][] read(Path path) {
    try {
      byte[][] image = new byte[FILES.size()][];
      for (int i = 0; i < image.length; i++) {
        image[i] = Files.readAllBytes(path.resolve(FILES.get(i)));
      }
      return image;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path path, byte[][] image) {
    try {
      Files.createDirectories(path);
      for (int i = 0; i < image.length; i++) {
        Files.write(path.resolve(FILES.get(i)), image[i]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
