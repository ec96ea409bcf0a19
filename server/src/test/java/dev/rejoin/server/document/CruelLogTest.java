package dev.rejoin.server.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.storage.StorageException.Reason;
import dev.rejoin.server.testing.Crowd;
import dev.rejoin.server.testing.LocalEditor;
import dev.rejoin.server.testing.ScriptedLog;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two nodes with one log, which is slow, fails, and fails after it has stored; and people who come
 * and go, read and do not read. When all is well again, all have the same text, and it is the
 * log's.
 */
class CruelLogTest {

  private static final int ACTIONS = 300;
  private static final Logger QUIET = Logger.getLogger("dev.rejoin.server.document");

  private static final Limits SMALL =
      Limits.DEFAULT
          .with("recentLogWeightBytes", 4 << 10)
          .with("snapshotEveryEntries", 20)
          .with("maxQueuedSubmissionsPerDocument", 3)
          .with("maxBatchEntries", 2)
          .with("idleDocumentMillis", 50);

  @BeforeAll
  static void quiet() {
    QUIET.setLevel(Level.OFF);
  }

  @AfterAll
  static void loud() {
    QUIET.setLevel(null);
  }

  @Test
  void whenAllIsWellAgainAllAreEqual() {
    Seeds.each(200, 20_000, seed -> new World(seed).run());
  }

  private static final class World {
    private final SplitMix64 random;
    private final ScriptedLog log = new ScriptedLog();
    private final List<Crowd> nodes;
    private final List<LocalEditor> editors;

    World(long seed) {
      random = new SplitMix64(seed);
      nodes = Stream.generate(() -> new Crowd(SMALL, log)).limit(2).toList();
      editors =
          IntStream.range(0, 4)
              .mapToObj(i -> new LocalEditor(nodes.get(i % 2), "editor" + i, random))
              .toList();
    }

    void run() {
      for (int i = 0; i < ACTIONS; i++) {
        act();
        nodes.forEach(node -> node.time.settle());
      }
      heal();
      check();
    }

    private void act() {
      switch (random.below(12)) {
        case 0 -> log.hold();
        case 1, 2 -> log.release();
        case 3 -> breakLog();
        case 4, 5 -> log.heal();
        case 6 -> nodes.get(random.below(2)).time.advance(random.below(300));
        default -> act(editors.get(random.below(editors.size())));
      }
    }

    private void breakLog() {
      switch (random.below(5)) {
        case 0 -> log.failAppends(Reason.QUEUE_FULL);
        case 1 -> log.failAppends(Reason.BROKEN);
        case 2 -> log.failAppendsAfterStoring();
        case 3 -> log.failOpens(true);
        default -> log.failReads(true);
      }
    }

    private void act(LocalEditor editor) {
      if (!editor.isHere()) {
        editor.come();
      } else if (random.oneIn(12)) {
        editor.go();
      } else if (random.oneIn(6)) {
        editor.setRoom(random.oneIn(2));
      } else if (random.oneIn(2)) {
        editor.edit();
      } else {
        editor.read();
      }
    }

    /** A node learns of the other's entries when it appends; so everybody writes a last word. */
    private void heal() {
      log.heal();
      log.release();
      rest();
      editors.forEach(LocalEditor::edit);
      rest();
      editors.stream().filter(LocalEditor::isHere).forEach(LocalEditor::go);
      nodes.forEach(node -> node.time.advance(5_000));
      rest();
    }

    private void rest() {
      for (int i = 0; i < 100 && !(i > 20 && allDone()); i++) {
        for (LocalEditor editor : editors) {
          if (!editor.isHere()) {
            editor.come();
          }
          editor.setRoom(true);
          nodes.forEach(node -> node.time.advance(100));
          editor.read();
        }
      }
      assertTrue(allDone(), "somebody is not done");
    }

    private boolean allDone() {
      return editors.stream().allMatch(editor -> editor.isHere() && editor.isDone());
    }

    private void check() {
      for (LocalEditor editor : editors) {
        assertEquals(editors.get(0).revision(), editor.revision());
        assertEquals(editors.get(0).text(), editor.text());
      }
      assertEquals(nodes.get(0).text(), editors.get(0).text());
      Set<String> names = new HashSet<>();
      List<Entry> entries = log.truth.read(Crowd.DOCUMENT, 0, Long.MAX_VALUE).result();
      for (Entry entry : entries) {
        assertTrue(names.add(entry.site() + " " + entry.sequence()), "stored twice: " + entry);
      }
    }
  }
}
