package dev.rejoin.load.poison;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.storage.sqlite.SqliteDocumentLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Documents that have become unwieldy before the server starts. */
final class Prepared {
  static final String HUGE = "huge";
  static final String LONG = "long";

  /** The site that wrote them. */
  static final String AUTHOR = "AAAAAAAAAAAA";

  private static final int UNITS = 1_000_000;
  private static final int ENTRIES = 100_000;
  private static final int AT_ONCE = 500;

  private Prepared() {}

  static void in(Path data) {
    SqliteDocumentLog log = SqliteDocumentLog.open(data, Limits.DEFAULT);
    Operation whole = Operation.builder().insert("0123456789".repeat(UNITS / 10)).build();
    log.create(HUGE, DocumentType.TEXT, "huge-lineage", 0, List.of(entry(1, whole))).await();
    log.create(LONG, DocumentType.TEXT, "long-lineage", 0).await();
    for (int head = 0; head < ENTRIES; head += AT_ONCE) {
      List<Entry> entries = new ArrayList<>();
      for (int length = head; length < head + AT_ONCE; length++) {
        int caret = (int) (length * 7_919L % (length + 1));
        Operation letter =
            Operation.builder().retain(caret).insert("x").retain(length - caret).build();
        entries.add(entry(length + 1, letter));
      }
      log.append(LONG, "long-lineage", head, entries).await();
    }
    log.close().await();
  }

  private static Entry entry(int revision, Operation operation) {
    return new Entry(revision, AUTHOR, revision, "~Author", 0, operation);
  }
}
