package dev.rejoin.server.document;

import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.DocumentSummary;
import dev.rejoin.server.storage.Snapshot;
import io.vertx.core.Future;
import java.util.List;

/**
 * Cuts the old beginning off a log, a piece at a time.
 *
 * <pre>
 *   floor          old enough          base                    head
 *    |-- forgotten --|-- forgotten --|--+-- kept ---------------|
 *                            new floor ─┘ its content is kept as a snapshot
 * </pre>
 *
 * The entry that made the base stays, although it is as old: who stands at the base, as all do
 * where nobody has written since, proves it by that entry.
 */
final class Trimming {

  private final DocumentLog log;
  private final History history;
  private final int most;

  /**
   * @param most how many entries to forget at once
   */
  Trimming(DocumentLog log, int most) {
    this.log = log;
    this.history = new History(log);
    this.most = most;
  }

  /** Forgets a piece of what is older than {@code oldest}, and completes with the floor. */
  Future<Long> cut(DocumentSummary document, long floor, long oldest) {
    return reachOfOld(document.id(), floor, oldest)
        .compose(
            base -> base - 1 > floor ? beginAt(document, base) : Future.succeededFuture(floor));
  }

  /** The last revision of the old entries, or of a piece of them. */
  private Future<Long> reachOfOld(String document, long floor, long oldest) {
    return log.read(document, floor, floor + 1)
        .compose(
            first ->
                countOld(first, oldest) == 0
                    ? Future.succeededFuture(floor)
                    : log.read(document, floor, floor + most)
                        .map(entries -> floor + countOld(entries, oldest)));
  }

  private static long countOld(List<Entry> entries, long oldest) {
    return entries.stream().takeWhile(entry -> entry.at() < oldest).count();
  }

  private Future<Long> beginAt(DocumentSummary document, long base) {
    return history
        .readContent(document.id(), base)
        .compose(
            content -> log.trim(document.id(), document.lineage(), new Snapshot(base, content)));
  }
}
