package dev.rejoin.server.storage.sqlite;

import static dev.rejoin.server.storage.Futures.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.OperationBuilder;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.StoredDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Entries with long texts come a few at a time, and all of them in the end. */
class HeavyEntriesTest {
  private static final int ENTRIES = 7;

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"1000, 7", "1300000, 3", "2000000, 2", "5000000, 2"})
  void asManyComeAtOnceAsWeighFourMegabytesAndAtLeastTwo(int units, int atOnce) {
    DocumentLog log = SqliteDocumentLog.open(directory, Limits.DEFAULT);
    try {
      await(log.create("doc", DocumentType.TEXT, "lineage", 0));
      List<Entry> all = heavy(units);
      await(log.append("doc", "lineage", 0, all));
      List<Entry> read = new ArrayList<>();
      while (read.size() < ENTRIES) {
        List<Entry> page = await(log.read("doc", read.size(), ENTRIES));
        assertEquals(Math.min(atOnce, ENTRIES - read.size()), page.size());
        read.addAll(page);
      }
      assertEquals(all, read);
    } finally {
      await(log.close());
    }
  }

  /** What a document is loaded with is in memory at once. */
  @ParameterizedTest
  @CsvSource({"1000, 7", "1300000, 3", "2000000, 2", "5000000, 2"})
  void aDocumentIsLoadedWithAsManyAsComeAtOnceAndWithWhatTheOthersMake(int units, int atOnce) {
    DocumentLog log = SqliteDocumentLog.open(directory, Limits.DEFAULT);
    try {
      await(log.create("doc", DocumentType.TEXT, "lineage", 0));
      List<Entry> all = heavy(units);
      await(log.append("doc", "lineage", 0, all));
      StoredDocument stored = await(log.open("doc")).orElseThrow();
      long base = stored.snapshot().revision();
      assertTrue(stored.entries().size() <= atOnce, stored.entries().size() + " entries");
      assertEquals(all.subList((int) base, ENTRIES), stored.entries());
      Operation text = stored.snapshot().content();
      for (Entry entry : stored.entries()) {
        text = text.compose(entry.operation());
      }
      assertEquals(Character.toString('a' + ENTRIES).repeat(units), text.apply(""));
    } finally {
      await(log.close());
    }
  }

  /** Each writes the whole text anew. */
  private static List<Entry> heavy(int units) {
    List<Entry> entries = new ArrayList<>();
    for (int revision = 1; revision <= ENTRIES; revision++) {
      OperationBuilder anew = Operation.builder();
      anew.insert(Character.toString('a' + revision).repeat(units));
      anew.delete(revision == 1 ? 0 : units);
      entries.add(new Entry(revision, "site", revision, "~Ann", 0, anew.build()));
    }
    return entries;
  }
}
