package dev.rejoin.server.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.storage.DocumentSummary;
import dev.rejoin.server.storage.memory.MemoryDocumentLog;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is cut off a log, to the entry. */
class RetentionTest {

  private static final int PIECE = 3;

  private final MemoryDocumentLog log = new MemoryDocumentLog();
  private final Trimming trimming = new Trimming(log, PIECE);

  /** Entry n was made at n seconds, and makes the document n units long. */
  @BeforeEach
  void write() {
    log.create("d", DocumentType.TEXT, "lineage", 0, List.of());
    for (int n = 1; n <= 6; n++) {
      Operation operation = Operation.builder().insert("x").retain(n - 1).build();
      Entry entry = new Entry(n, "site________", n, "ada", 1_000L * n, operation);
      log.append("d", "lineage", n - 1, List.of(entry));
    }
  }

  @Test
  void theLastOfTheOldEntriesStays() {
    assertEquals(
        1, cut(0, 2_500), "entries 1 and 2 are old, and 2 is the one that proves the rest");
  }

  @Test
  void nothingYoungIsForgotten() {
    assertEquals(0, cut(0, 1_000));
    assertEquals(0, cut(0, 1_500), "one old entry is the one that has to stay");
  }

  @Test
  void aPieceAtATimeUntilNothingOldIsLeft() {
    assertEquals(2, cut(0, 10_000));
    assertEquals(4, cut(2, 10_000));
    assertEquals(5, cut(4, 10_000));
    assertEquals(5, cut(5, 10_000));
  }

  private long cut(long floor, long oldest) {
    DocumentSummary summary = log.list("", 10).result().documents().get(0);
    return trimming.cut(summary, floor, oldest).result();
  }
}
