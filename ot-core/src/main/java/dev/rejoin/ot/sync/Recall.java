package dev.rejoin.ot.sync;

import dev.rejoin.ot.Accumulator;
import dev.rejoin.ot.Operation;
import java.util.Optional;

/**
 * Makes a {@link Past} of entries as they are read from the log. Takes the room of the fold,
 * however many they are. Mutable, one thread.
 */
public final class Recall {
  private final long from;
  private Accumulator before;
  private Entry last;

  /** Nothing yet, from revision {@code from} on. */
  public Recall(long from) {
    this.from = from;
  }

  /** Goes on where {@code past} ends. */
  public static Recall after(Past past) {
    Recall recall = new Recall(past.from());
    past.before().ifPresent(recall::fold);
    recall.last = past.last();
    return recall;
  }

  /** The revision that was reached. */
  public long to() {
    return last == null ? from : last.revision();
  }

  /** Bytes of heap, roughly. */
  public long weight() {
    return before == null ? 0 : before.weight();
  }

  /** Takes the next entry. */
  public void add(Entry next) {
    requireNext(next.revision());
    foldLast();
    last = next;
  }

  /**
   * Takes the next entries, that others take as well and that were composed once for all.
   *
   * @param count how many they are with the last one
   * @param before all but the last, composed
   */
  public void add(int count, Operation before, Entry next) {
    requireNext(next.revision() - count + 1);
    foldLast();
    fold(before);
    last = next;
  }

  private void requireNext(long revision) {
    if (revision != to() + 1) {
      throw new IllegalArgumentException(
          "entry " + revision + " where " + (to() + 1) + " comes next");
    }
  }

  private void foldLast() {
    if (last != null) {
      fold(last.operation());
    }
  }

  private void fold(Operation operation) {
    if (before == null) {
      before = new Accumulator(operation.baseLength());
    }
    before.add(operation);
  }

  /** What was recalled. */
  public Past past() {
    if (last == null) {
      throw new IllegalStateException("no entry after revision " + from + " was recalled");
    }
    return new Past(from, Optional.ofNullable(before).map(Accumulator::toOperation), last);
  }
}
