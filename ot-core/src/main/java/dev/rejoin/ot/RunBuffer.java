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
    int last = count - 1;
    if (last >= 0 && Run.kind(runs[last]) == kind && mergesWith(last, extra)) {
      runs[last] = Run.of(kind, checkedLength(Run.length(runs[last]) + length));
      return;
    }
    if (count == runs.length) {
      grow();
    }
    runs[count] = Run.of(kind, checkedLength(length));
    if (extra != null) {
      noteExtra(extra);
    }
    count++;
  }

  /** Equal attributes make one run of two; two embeds stay two, however alike. */
  private boolean mergesWith(int last, Object extra) {
    Object before = extras == null ? null : extras[last];
    return before == null ? extra == null : before instanceof Attributes && before.equals(extra);
  }

  private void noteExtra(Object extra) {
    if (extras == null) {
      extras = new Object[runs.length];
    }
    extras[count] = extra;
  }

  private void grow() {
    int capacity = Math.max(8, runs.length * 2);
    runs = Arrays.copyOf(runs, capacity);
    if (extras != null) {
      extras = Arrays.copyOf(extras, capacity);
    }
  }

  private static int checkedLength(int length) {
    if (length < 0 || length > Operation.MAX_LENGTH) {
      throw InvalidOperationException.tooLong(Integer.toUnsignedLong(length));
    }
    return length;
  }

  /** The operation of these runs; {@code text} is what the inserts among them put in, in order. */
  Operation toOperation(String text) {
    int[] exactRuns = count == runs.length ? runs : Arrays.copyOf(runs, count);
    Object[] exactExtras = extras == null ? null : Arrays.copyOf(extras, count);
    return new Operation(exactRuns, exactExtras, text);
  }
}
