package dev.rejoin.ot.sync;

import dev.rejoin.ot.Operation;
import java.util.List;

/** The log as the next operation sees it: what is stored, and then what is staged. */
final class History {
  /** Up to this many entries, moving behind each is cheaper than making or finding their fold. */
  private static final int FEW = 8;

  private final FoldedLog stored;
  private FoldedLog staged;

  History(FoldedLog stored) {
    this.stored = stored;
    clearStaged();
  }

  void clearStaged() {
    staged = new FoldedLog(stored.head(), Long.MAX_VALUE);
  }

  void stage(Entry entry) {
    staged.append(entry);
  }

  void store(Entry entry) {
    stored.append(entry);
  }

  void recall(List<Entry> older) {
    stored.recall(older);
  }

  /** The last revision, staged ones included. */
  long head() {
    return staged.head();
  }

  /** Where memory begins: entries after this revision are here. */
  long from() {
    return stored.from();
  }

  boolean covers(long revision) {
    return stored.covers(revision);
  }

  Operation operation(long revision) {
    return (revision > stored.head() ? staged : stored).entry(revision).operation();
  }

  /** T(log from {@code from} to {@code to}, operation). */
  Operation moved(Operation operation, long from, long to) {
    long border = Math.min(Math.max(stored.head(), from), to);
    return moved(moved(operation, stored, from, border), staged, border, to);
  }

  private static Operation moved(Operation operation, FoldedLog log, long from, long to) {
    if (to - from > FEW) {
      return operation.movedBehind(log.fold(from, to));
    }
    Operation moved = operation;
    for (long revision = from + 1; revision <= to; revision++) {
      moved = moved.movedBehind(log.entry(revision).operation());
    }
    return moved;
  }
}
