package dev.rejoin.ot;

import java.util.Arrays;

/**
 * Runs of an operation that is still being composed, so that the next edit finds its place at once.
 *
 * <pre>
 *   composed so far   retain 5 | delete 2 | insert "ab" | retain 9
 *   position after    0        5          5             7         16
 * </pre>
 *
 * Positions are those of the document after all edits so far; deleted runs lie at a position
 * without taking any room. The pieces are kept in chunks with an index, like text, and the place of
 * the last edit is remembered: typing goes on where it was, an edit elsewhere costs a search of a
 * few dozen numbers, and a million edits at random places stay far from quadratic.
 *
 * <p>A list of inserts only, with attributes and without text, is the {@link Look} of rich text.
 */
final class PieceList {
  /** For pieces whose text is kept elsewhere, or that have none. */
  static final int NO_TEXT = -1;

  private static final PieceChunk[] NONE = {};
  private static final int FEW = PieceChunk.CAPACITY / 4;

  private PieceChunk[] chunks = NONE;
  private final ChunkIndex index;
  private Object owner = new Object();

  // The place that was looked up last: a piece, and where it begins within its chunk.
  private int chunk;
  private int piece;
  private int pieceStart;

  PieceList() {
    index = new ChunkIndex();
  }

  private PieceList(PieceList other) {
    chunks = Arrays.copyOf(other.chunks, other.index.count());
    index = other.index.copy();
  }

  /** Shares the chunks: each of the two copies a chunk before it edits it first. */
  PieceList copy() {
    owner = new Object();
    return new PieceList(this);
  }

  /** Length of the document after all edits so far. */
  int length() {
    return index.total();
  }

  /** How many pieces there are. */
  int count() {
    int count = 0;
    for (int number = 0; number < index.count(); number++) {
      count += chunks[number].count;
    }
    return count;
  }

  int chunkCount() {
    return index.count();
  }

  PieceChunk chunk(int number) {
    return chunks[number];
  }

  /** The chunk that holds the unit at {@code position}, and its start: see {@link ChunkIndex}. */
  long find(int position) {
    return index.find(position + 1);
  }

  /** Puts runs at the end. */
  void append(int run, int text, Object extra) {
    int last = index.count() - 1;
    if (last < 0 || chunks[last].isFull(1)) {
      last++;
      replace(last, 0, new PieceChunk(owner));
    }
    own(last).append(run, text, extra);
    index.grow(last, PieceChunk.width(run));
  }

  /** A new insert stands to the right of the deleted runs at its position. */
  void insert(int position, int length, int text, Object extra) {
    if (index.count() == 0) {
      append(Run.of(Run.INSERT, length), text, extra);
      return;
    }
    int offset = locate(position);
    boolean within = piece >= 0 && offset < Run.length(chunks[chunk].runs[piece]);
    if (within && (text != NO_TEXT || !chunks[chunk].continues(piece, Run.INSERT, text, extra))) {
      cut(position);
      within = false;
    }
    if (!within) {
      passDeleted();
    }
    PieceChunk here = own(chunk);
    if (piece >= 0 && here.continues(piece, Run.INSERT, text, extra)) {
      here.runs[piece] = Run.of(Run.INSERT, Run.length(here.runs[piece]) + length);
    } else if (here.isFull(1)) {
      halve(chunk);
      insert(position, length, text, extra);
      return;
    } else {
      here.put(piece + 1, Run.of(Run.INSERT, length), text, extra);
    }
    index.grow(chunk, length);
  }

  /** Goes from the piece that ends at a position to the last deleted one that lies there. */
  private void passDeleted() {
    while (true) {
      PieceChunk here = chunks[chunk];
      if (piece + 1 < here.count) {
        if (Run.kind(here.runs[piece + 1]) != Run.DELETE) {
          return;
        }
        pieceStart += piece < 0 ? 0 : PieceChunk.width(here.runs[piece]);
        piece++;
      } else if (chunk + 1 < index.count() && Run.kind(chunks[chunk + 1].runs[0]) == Run.DELETE) {
        chunk++;
        piece = -1;
        pieceStart = 0;
      } else {
        return;
      }
    }
  }

  /**
   * Removes units: what was inserted vanishes, what was kept becomes a deleted run. If it was the
   * end of one insert, returns where its text was in the pool, else {@link #NO_TEXT}.
   */
  int delete(int position, int length) {
    int offset = locate(position + length);
    PieceChunk here = own(chunk);
    int run = here.runs[piece];
    boolean endsPiece = offset == Run.length(run) && length < offset;
    if (endsPiece && here.deleteEnd(piece, length)) {
      index.grow(chunk, -length);
      return Run.kind(run) == Run.INSERT ? here.texts[piece] + offset - length : NO_TEXT;
    }
    rewrite(position, length, null);
    return NO_TEXT;
  }

  /** Changes attributes of units that were kept or inserted. */
  void change(int position, int length, Attributes change) {
    rewrite(position, length, change);
  }

  private void rewrite(int position, int length, Attributes change) {
    cut(position + length);
    cut(position);
    locate(position);
    int number = chunk;
    int from = piece + 1;
    int left = length;
    while (left > 0) {
      PieceChunk here = own(number);
      int covered = here.rewrite(from, left, change);
      left -= covered;
      if (change == null) {
        index.grow(number, -covered);
      }
      if (here.count == 0) {
        replace(number, 1);
      } else {
        number++;
      }
      from = 0;
    }
    joinIfFew(Math.min(number, index.count()) - 1);
  }

  /** Makes sure that no piece goes across {@code position}. */
  private void cut(int position) {
    if (position == 0) {
      return;
    }
    int offset = locate(position);
    if (offset == Run.length(chunks[chunk].runs[piece])) {
      return;
    }
    if (chunks[chunk].isFull(1)) {
      halve(chunk);
      cut(position);
    } else {
      own(chunk).cut(piece, offset);
    }
  }

  /**
   * Goes to the piece where a cursor at {@code position} stands, leaning left: {@code start <
   * position <= end}; to piece -1 of chunk 0 for position 0. Returns how far into the piece.
   */
  private int locate(int position) {
    long found = index.find(position);
    index.moveTo(found);
    int inChunk = position - ChunkIndex.startOf(found);
    if (ChunkIndex.chunkOf(found) != chunk || inChunk <= pieceStart || piece < 0) {
      chunk = ChunkIndex.chunkOf(found);
      piece = inChunk == 0 ? -1 : 0;
      pieceStart = 0;
    }
    if (piece >= 0) {
      int[] runs = chunks[chunk].runs;
      int width = PieceChunk.width(runs[piece]);
      while (pieceStart + width < inChunk) {
        pieceStart += width;
        width = PieceChunk.width(runs[++piece]);
      }
    }
    return inChunk - pieceStart;
  }

  private void forgetPlace() {
    chunk = -1;
  }

  private void halve(int number) {
    PieceChunk head = own(number);
    PieceChunk tail = head.splitOff(head.count / 2);
    replace(number, 1, head, tail);
  }

  private void joinIfFew(int number) {
    if (number < 0 || chunks[number].count >= FEW) {
      return;
    }
    int left = number > 0 ? number - 1 : number;
    if (left + 1 < index.count()
        && chunks[left].count + chunks[left + 1].count <= PieceChunk.CAPACITY / 2) {
      join(left);
    }
  }

  private void join(int number) {
    PieceChunk head = own(number);
    PieceChunk tail = chunks[number + 1];
    for (int i = 0; i < tail.count; i++) {
      head.append(tail.runs[i], tail.texts[i], tail.extra(i));
    }
    replace(number, 2, head);
  }

  private void replace(int from, int removed, PieceChunk... added) {
    int count = index.count();
    int newCount = count - removed + added.length;
    if (newCount > chunks.length) {
      chunks = Arrays.copyOf(chunks, newCount + (newCount >> 1));
    }
    System.arraycopy(chunks, from + removed, chunks, from + added.length, count - from - removed);
    System.arraycopy(added, 0, chunks, from, added.length);
    Arrays.fill(chunks, newCount, Math.max(count, newCount), null);
    int[] widths = new int[added.length];
    for (int i = 0; i < added.length; i++) {
      widths[i] = added[i].width();
    }
    index.replace(from, removed, widths);
    forgetPlace();
  }

  private PieceChunk own(int number) {
    PieceChunk current = chunks[number];
    if (current.owner != owner) {
      current = current.copyFor(owner);
      chunks[number] = current;
    }
    return current;
  }
}
