package dev.rejoin.ot;

import java.util.Arrays;

/**
 * Where runs are written. Neighbours of one kind become one run on entry, and empty runs never
 * enter, so what comes out is canonical: there is no other way to make an {@link Operation}.
 */
final class RunBuffer {
  private int[] runs;
  private Object[] extras;
  private int count;
  private int lastKind = Run.END;

  /**
   * Room for {@code capacity} runs; {@link #makeRoom} makes more. It is not made on entry, for then
   * the compiler would no longer see that a buffer never leaves its user, and keep it in registers:
   * that costs transform half of its speed.
   */
  RunBuffer(int capacity) {
    runs = new int[capacity];
  }

  void retain(int length, Object extra) {
    add(Run.RETAIN, length, extra);
  }

  void insert(int length, Object extra) {
    add(Run.INSERT, length, extra);
  }

  void delete(int length) {
    add(Run.DELETE, length, null);
  }

  private void add(int kind, int length, Object extra) {
    if (length == 0) {
      return;
    }
    if (kind == lastKind && mergesWith(count - 1, extra)) {
      int last = count - 1;
      runs[last] = Run.of(kind, checkedLength(Run.length(runs[last]) + length));
      return;
    }
    runs[count] = Run.of(kind, checkedLength(length));
    if (extra != null) {
      extras = extras == null ? new Object[runs.length] : extras;
      extras[count] = extra;
    }
    lastKind = kind;
    count++;
  }

  /** Makes room for one more run, for a writer who does not know how many there will be. */
  void makeRoom() {
    if (count == runs.length) {
      runs = Arrays.copyOf(runs, Math.max(8, count * 2));
      extras = extras == null ? null : Arrays.copyOf(extras, runs.length);
    }
  }

  /** Equal attributes make one run of two; two embeds stay two, however alike. */
  private boolean mergesWith(int last, Object extra) {
    Object before = extras == null ? null : extras[last];
    return before == null ? extra == null : before instanceof Attributes && before.equals(extra);
  }

  private static int checkedLength(int length) {
    if (length < 0 || length > Operation.MAX_LENGTH) {
      throw InvalidOperationException.tooLong(Integer.toUnsignedLong(length));
    }
    return length;
  }

  /** The operation of these runs; {@code text} is what the inserts among them put in, in order. */
  Operation toOperation(String text) {
    return new Operation(exactRuns(), exactExtras(), text);
  }

  /** The same, where both lengths are known already. */
  Operation toOperation(String text, int baseLength, int targetLength) {
    return new Operation(exactRuns(), exactExtras(), text, baseLength, targetLength);
  }

  private int[] exactRuns() {
    return count == runs.length ? runs : Arrays.copyOf(runs, count);
  }

  private Object[] exactExtras() {
    return extras == null ? null : Arrays.copyOf(extras, count);
  }
}
