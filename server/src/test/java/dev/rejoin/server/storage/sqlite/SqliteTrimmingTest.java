package dev.rejoin.server.storage.sqlite;

import static dev.rejoin.server.storage.Futures.await;
import static dev.rejoin.server.storage.LogEntries.entries;
import static dev.rejoin.server.storage.LogEntries.snapshot;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.TrimmingContract;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteTrimmingTest extends TrimmingContract {
  @TempDir private Path directory;

  @Override
  protected DocumentLog make() {
    return SqliteDocumentLog.open(directory, Limits.DEFAULT);
  }

  @Test
  void theFloorAndTheChainFromThereOnSurviveARestart() {
    await(log.trim("doc", "lineage", snapshot(12)));
    await(log.close());
    log = make();
    assertEquals(11, await(log.open("doc")).orElseThrow().floor());
    assertEquals(entries(11, 20), await(log.read("doc", 11, 20)));
    await(log.append("doc", "lineage", 20, entries(20, 21)));
    assertEquals(12, await(log.trim("doc", "lineage", snapshot(13))));
  }

  @Test
  void aLogOfTensOfThousandsIsTrimmedInSteps() {
    await(log.create("long", DocumentType.TEXT, "l", 1_000));
    for (int from = 0; from < 20_000; from += 1_000) {
      await(log.append("long", "l", from, entries(from, from + 1_000)));
    }
    for (int base = 4_000; base <= 20_000; base += 4_000) {
      assertEquals(base - 1, await(log.trim("long", "l", snapshot(base))));
    }
    assertEquals(entries(19_999, 20_000), await(log.read("long", 19_999, 20_000)));
  }
}
