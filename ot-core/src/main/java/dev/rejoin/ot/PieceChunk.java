package dev.rejoin.ot;

import java.util.Arrays;

/**
 * A few dozen neighbouring runs of a {@link PieceList}, each with its place in the text pool and
 * its attributes. Edited by its owner only: who shares it copies it first.
 */
final class PieceChunk {
  /** Found by measuring: what has to be moved for a new piece against how long the index is. */
  static final int CAPACITY = 64;

  /** Bytes of heap, roughly: two numbers a piece, and a reference to what it may have beside. */
  static final int WEIGHT = CAPACITY * 12 + 100;

  final Object owner;
  final int[] runs;
  final int[] texts;

  /** Attributes and embeds of the runs; null as long as there are none. */
  Object[] extras;

  int count;

  PieceChunk(Object owner) {
    this.owner = owner;
    this.runs = new int[CAPACITY];
    this.texts = new int[CAPACITY];
  }

  private PieceChunk(Object owner, PieceChunk other) {
    this.owner = owner;
    this.runs = other.runs.clone();
    this.texts = other.texts.clone();
    this.extras = other.extras == null ? null : other.extras.clone();
    this.count = other.count;
  }

  PieceChunk copyFor(Object newOwner) {
    return new PieceChunk(newOwner, this);
  }

  /** How many units of the document a run stands for: what was deleted stands for none. */
  static int width(int run) {
    return (run & Run.DELETE) == 0 ? Run.length(run) : 0;
  }

  int width() {
    int width = 0;
    for (int i = 0; i < count; i++) {
      width += width(runs[i]);
    }
    return width;
  }

  Object extra(int piece) {
    return extras == null ? null : extras[piece];
  }

  boolean isFull(int more) {
    return count + more > CAPACITY;
  }

  /** Puts a piece at {@code at}; there must be room. */
  void put(int at, int run, int text, Object extra) {
    open(at, 1);
    set(at, run, text, extra);
  }

  /** Cuts a piece in two, {@code offset} units from its start; there must be room. */
  void cut(int piece, int offset) {
    int run = runs[piece];
    int kind = Run.kind(run);
    open(piece + 1, 1);
    runs[piece] = Run.of(kind, offset);
    int text = texts[piece] + (texts[piece] == PieceList.NO_TEXT ? 0 : offset);
    set(piece + 1, Run.of(kind, Run.length(run) - offset), text, extra(piece));
  }

  /** Whether a piece of that kind, text and extra may become part of the one before it. */
  boolean continues(int piece, int kind, int text, Object extra) {
    int run = runs[piece];
    if (Run.kind(run) != kind) {
      return false;
    }
    if (kind == Run.DELETE) {
      return true;
    }
    boolean adjoins = text == PieceList.NO_TEXT || texts[piece] + Run.length(run) == text;
    return adjoins && sameLook(extra(piece), extra);
  }

  /** Whether runs of these extras are one run; an embed is never one with its neighbour. */
  static boolean sameLook(Object before, Object after) {
    if (before == null || after == null) {
      return before == after;
    }
    return before instanceof Attributes && before.equals(after);
  }

  /** Appends a piece, or makes the last one longer if it continues it. */
  void append(int run, int text, Object extra) {
    int last = count - 1;
    if (last >= 0 && continues(last, Run.kind(run), text, extra)) {
      runs[last] = Run.of(Run.kind(run), Run.length(runs[last]) + Run.length(run));
      return;
    }
    count++;
    set(last + 1, run, text, extra);
  }

  /**
   * Deletes the last units of a piece, but not all, as backspace does; returns whether there was
   * room for that.
   */
  boolean deleteEnd(int piece, int length) {
    int kind = Run.kind(runs[piece]);
    if (kind == Run.RETAIN) {
      if (piece + 1 < count && Run.kind(runs[piece + 1]) == Run.DELETE) {
        runs[piece + 1] += Run.of(0, length);
      } else if (isFull(1)) {
        return false;
      } else {
        put(piece + 1, Run.of(Run.DELETE, length), PieceList.NO_TEXT, null);
      }
    }
    runs[piece] -= Run.of(0, length);
    return true;
  }

  /**
   * Changes the looks of the next {@code length} units from piece {@code first} on, or deletes them
   * if {@code change} is null. Returns how many of them were here.
   */
  int rewrite(int first, int length, Attributes change) {
    int end = count;
    int next = first;
    int left = length;
    count = first;
    while (left > 0 && next < end) {
      int run = runs[next];
      int text = texts[next];
      Object extra = extra(next);
      next++;
      left -= width(run);
      if (Run.kind(run) == Run.DELETE) {
        append(run, text, null);
      } else if (change != null) {
        append(run, text, changed(run, extra, change));
      } else if (Run.kind(run) == Run.RETAIN) {
        append(Run.of(Run.DELETE, Run.length(run)), PieceList.NO_TEXT, null);
      }
    }
    close(next, end);
    return length - left;
  }

  /** Appends the pieces {@code from} to {@code end}, which lie behind a hole. */
  private void close(int from, int end) {
    if (from < end) {
      append(runs[from], texts[from], extra(from));
      int rest = end - from - 1;
      System.arraycopy(runs, from + 1, runs, count, rest);
      System.arraycopy(texts, from + 1, texts, count, rest);
      if (extras != null) {
        System.arraycopy(extras, from + 1, extras, count, rest);
      }
      count += rest;
    }
    if (extras != null) {
      Arrays.fill(extras, count, end, null);
    }
  }

  private static Object changed(int run, Object before, Attributes change) {
    return Run.kind(run) == Run.RETAIN
        ? Compose.changeThenChange(before, change)
        : Compose.insertThenChange(before, change);
  }

  /** Takes the pieces from {@code from} on away, into a chunk of their own. */
  PieceChunk splitOff(int from) {
    PieceChunk rest = new PieceChunk(owner);
    rest.count = count - from;
    System.arraycopy(runs, from, rest.runs, 0, rest.count);
    System.arraycopy(texts, from, rest.texts, 0, rest.count);
    if (extras != null) {
      rest.extras = new Object[CAPACITY];
      System.arraycopy(extras, from, rest.extras, 0, rest.count);
      Arrays.fill(extras, from, count, null);
    }
    count = from;
    return rest;
  }

  private void open(int at, int pieces) {
    int moved = count - at;
    System.arraycopy(runs, at, runs, at + pieces, moved);
    System.arraycopy(texts, at, texts, at + pieces, moved);
    if (extras != null) {
      System.arraycopy(extras, at, extras, at + pieces, moved);
    }
    count += pieces;
  }

  private void set(int at, int run, int text, Object extra) {
    runs[at] = run;
    texts[at] = text;
    if (extras != null) {
      extras[at] = extra;
    } else if (extra != null) {
      extras = new Object[CAPACITY];
      extras[at] = extra;
    }
  }
}
