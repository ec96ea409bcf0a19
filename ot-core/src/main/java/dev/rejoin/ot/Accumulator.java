package dev.rejoin.ot;

/**
 * Composes many operations, one after the other: what {@code a.compose(b).compose(c)…} gives, to
 * the letter, without walking the whole document for each.
 *
 * <p>A left fold of {@code compose} is quadratic: each step copies all that was composed before.
 * Here an operation only costs what it touches, and typing in one place costs next to nothing.
 *
 * <p>Takes the room of what is left in the end: text that was inserted and deleted again is let go
 * of. So a log may be folded that is much larger than memory.
 */
public final class Accumulator {
  private static final int FIRST_ROOM = 64;

  private final PieceList pieces = new PieceList();
  private final int baseLength;

  /** The inserted text, each piece of it somewhere, and between them what is deleted again. */
  private char[] pool = new char[FIRST_ROOM];

  private int pooled;

  /** Nothing yet, on documents of {@code baseLength} units. */
  public Accumulator(int baseLength) {
    this.baseLength = baseLength;
    if (baseLength > 0) {
      pieces.append(Run.of(Run.RETAIN, baseLength), PieceList.NO_TEXT, null);
    }
  }

  /** Length of the documents that the composed operation will apply to. */
  public int baseLength() {
    return baseLength;
  }

  /** Length of the document after all operations so far: the next one's base length. */
  public int targetLength() {
    return pieces.length();
  }

  /** Bytes of heap, roughly. */
  public long weight() {
    return (long) pool.length * Character.BYTES + (long) pieces.chunkCount() * PieceChunk.WEIGHT;
  }

  /**
   * Composes {@code next} behind all that was added so far.
   *
   * @throws InvalidOperationException if it does not apply to their result; nothing is added then
   */
  public void add(Operation next) {
    if (next.baseLength() != pieces.length()) {
      throw InvalidOperationException.baseLength(next.baseLength(), pieces.length());
    }
    int text = pool(next.text);
    int position = 0;
    Object[] extras = next.extras;
    int[] runs = next.runs;
    for (int i = 0; i < runs.length; i++) {
      int length = Run.length(runs[i]);
      Object extra = extras == null ? null : extras[i];
      switch (Run.kind(runs[i])) {
        case Run.INSERT -> {
          pieces.insert(position, length, text, extra);
          text += length;
          position += length;
        }
        case Run.DELETE -> {
          int unused = pieces.delete(position, length);
          if (unused != PieceList.NO_TEXT && unused + length == pooled) {
            // A typing error taken back: what is typed next joins on in the pool, and so in one
            // piece.
            pooled = unused;
          }
        }
        default -> {
          if (extra != null) {
            pieces.change(position, length, (Attributes) extra);
          }
          position += length;
        }
      }
    }
  }

  private int pool(String text) {
    if (text.length() > pool.length - pooled) {
      makeRoom(text.length());
    }
    int start = pooled;
    int end = start + text.length();
    if (text.length() == 1) {
      pool[start] = text.charAt(0);
    } else {
      text.getChars(0, text.length(), pool, start);
    }
    pooled = end;
    return start;
  }

  /**
   * Puts the text of all pieces side by side, and as much room behind it. Whatever is copied here
   * was pooled since the last time, or is left, and then as much was pooled: so a unit costs the
   * same however many there were.
   */
  private void makeRoom(int more) {
    int left = textLeft();
    char[] roomy = new char[Math.max(FIRST_ROOM, 2 * Math.addExact(left, more))];
    int end = 0;
    for (int number = 0; number < pieces.chunkCount(); number++) {
      PieceChunk chunk = pieces.chunk(number);
      for (int i = 0; i < chunk.count; i++) {
        if (Run.kind(chunk.runs[i]) == Run.INSERT) {
          int length = Run.length(chunk.runs[i]);
          System.arraycopy(pool, chunk.texts[i], roomy, end, length);
          chunk.texts[i] = end;
          end += length;
        }
      }
    }
    pool = roomy;
    pooled = end;
  }

  private int textLeft() {
    int left = 0;
    for (int number = 0; number < pieces.chunkCount(); number++) {
      PieceChunk chunk = pieces.chunk(number);
      for (int i = 0; i < chunk.count; i++) {
        left += Run.kind(chunk.runs[i]) == Run.INSERT ? Run.length(chunk.runs[i]) : 0;
      }
    }
    return left;
  }

  /** All operations so far as one. */
  public Operation toOperation() {
    RunBuffer runs = new RunBuffer(pieces.count());
    StringBuilder text = new StringBuilder();
    for (int number = 0; number < pieces.chunkCount(); number++) {
      PieceChunk chunk = pieces.chunk(number);
      for (int i = 0; i < chunk.count; i++) {
        int length = Run.length(chunk.runs[i]);
        switch (Run.kind(chunk.runs[i])) {
          case Run.INSERT -> {
            runs.insert(length, chunk.extra(i));
            text.append(pool, chunk.texts[i], length);
          }
          case Run.DELETE -> runs.delete(length);
          default -> runs.retain(length, chunk.extra(i));
        }
      }
    }
    return runs.toOperation(text.toString());
  }
}
