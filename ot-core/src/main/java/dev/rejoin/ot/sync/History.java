package dev.rejoin.ot.sync;

import dev.rejoin.ot.Operation;
import java.util.HashMap;
import java.util.Map;

/** The log as the next operation sees it: what is stored, and then what is staged. */
final class History {
  /** Up to this many entries, moving behind each is cheaper than folding them. */
  private static final int FEW = 4;

  /** Operations that are refused grow no log, so it may be long before the folds become useless. */
  static final int MAX_FOLDS = 64;

  private final FoldedLog stored;
  private final Batch staged;

  /** Folds from a revision to the stored head: the operations of a batch start at few revisions. */
  private final Map<Long, Operation> foldsToHead = new HashMap<>();

  History(FoldedLog stored, Batch staged) {
    this.stored = stored;
    this.staged = staged;
  }

  void store(Entry entry) {
    foldsToHead.clear();
    stored.append(entry);
  }

  /** The last revision, staged ones included. */
  long head() {
    return stored.head() + staged.size();
  }

  /** Where memory begins: entries after this revision are here. */
  long from() {
    return stored.from();
  }

  /** How many folds are kept for the next operation. */
  int foldsKept() {
    return foldsToHead.size();
  }

  boolean covers(long revision) {
    return stored.covers(revision);
  }

  /** The operation of one entry, stored or staged. */
  Operation operation(long revision) {
    long behind = revision - stored.head();
    return behind > 0
        ? staged.get((int) behind - 1).operation()
        : stored.entry(revision).operation();
  }

  /** T(all entries after {@code from}, operation). */
  Operation moved(Operation operation, long from) {
    return staged.moved(movedToStoredHead(operation, from));
  }

  private Operation movedToStoredHead(Operation operation, long from) {
    if (foldsToHead.size() >= MAX_FOLDS && !foldsToHead.containsKey(from)) {
      foldsToHead.clear();
    }
    return stored.head() - from > FEW
        ? operation.movedBehind(
            foldsToHead.computeIfAbsent(from, revision -> stored.fold(revision, stored.head())))
        : movedOneByOne(operation, from, stored.head());
  }

  /** T(the entries after {@code from}, up to {@code to}, operation). */
  Operation moved(Operation operation, long from, long to) {
    long border = Math.min(to, stored.head());
    return border - from > FEW
        ? movedOneByOne(operation.movedBehind(stored.fold(from, border)), border, to)
        : movedOneByOne(operation, from, to);
  }

  private Operation movedOneByOne(Operation operation, long from, long to) {
    Operation moved = operation;
    for (long revision = from + 1; revision <= to; revision++) {
      moved = moved.movedBehind(operation(revision));
    }
    return moved;
  }
}
