package dev.rejoin.ot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A long text that can be edited cheaply anywhere: chunks with a gap each, and an index of their
 * lengths.
 *
 * <pre>
 *   index      5   4   6
 *   chunks   |He··llo|, w··|orld!··|
 * </pre>
 *
 * Fifty people who type in fifty places of ten million units move nothing but their own gaps. A
 * {@link #copy} shares the chunks: each of the two copies a chunk before it edits it first. No
 * chunk ends inside a surrogate pair.
 */
final class ChunkedText {
  private static final TextChunk[] NONE = {};
  private static final int SMALL = TextChunk.CAPACITY / 8;
  private static final int FILL = TextChunk.CAPACITY * 3 / 4;

  private TextChunk[] chunks = NONE;
  private final ChunkIndex index;

  /** Whose chunks may be edited in place; a new one each time they become shared. */
  private Object owner = new Object();

  ChunkedText() {
    index = new ChunkIndex();
  }

  private ChunkedText(ChunkedText other) {
    chunks = Arrays.copyOf(other.chunks, other.index.count());
    index = other.index.copy();
  }

  ChunkedText copy() {
    owner = new Object();
    return new ChunkedText(this);
  }

  int length() {
    return index.total();
  }

  char charAt(int position) {
    long found = index.find(position + 1);
    return chunks[ChunkIndex.chunkOf(found)].charAt(position - ChunkIndex.startOf(found));
  }

  String substring(int from, int to) {
    char[] units = new char[to - from];
    int at = 0;
    while (at < units.length) {
      long found = index.find(from + at + 1);
      TextChunk chunk = chunks[ChunkIndex.chunkOf(found)];
      int start = from + at - ChunkIndex.startOf(found);
      int end = Math.min(chunk.length(), start + units.length - at);
      chunk.copyTo(start, end, units, at);
      at += end - start;
    }
    return new String(units);
  }

  /** Puts {@code count} units of {@code text} in front of the unit at {@code position}. */
  void insert(int position, String text, int from, int count) {
    long found = index.find(position);
    index.moveTo(found);
    int current = ChunkIndex.chunkOf(found);
    if (current < index.count() && index.length(current) + count <= TextChunk.CAPACITY) {
      own(current).insert(position - ChunkIndex.startOf(found), text, from, count);
      index.grow(current, count);
    } else {
      insertWithSplit(position, text, from, count);
    }
  }

  private void insertWithSplit(int position, String text, int from, int count) {
    long found = index.find(position);
    int current = ChunkIndex.chunkOf(found);
    int offset = position - ChunkIndex.startOf(found);
    boolean inside = current < index.count() && offset < index.length(current);
    if (inside && count <= SMALL) {
      split(current, index.length(current) / 2);
      insert(position, text, from, count);
      return;
    }
    if (inside && offset > 0) {
      split(current, offset);
    }
    replace(offset > 0 ? current + 1 : current, 0, cut(text, from, from + count));
  }

  void delete(int position, int count) {
    int left = count;
    while (left > 0) {
      long found = index.find(position + 1);
      index.moveTo(found);
      int current = ChunkIndex.chunkOf(found);
      int offset = position - ChunkIndex.startOf(found);
      int here = Math.min(left, index.length(current) - offset);
      if (here == index.length(current)) {
        left -= dropWhole(current, left);
      } else {
        own(current).delete(offset, here);
        index.grow(current, -here);
        left -= here;
        if (index.length(current) < SMALL) {
          joinWithNeighbour(current);
        }
      }
    }
  }

  /** Drops the chunks from {@code first} on that lie whole within {@code count} units. */
  private int dropWhole(int first, int count) {
    int dropped = 0;
    int end = first;
    while (end < index.count() && dropped + index.length(end) <= count) {
      dropped += index.length(end++);
    }
    replace(first, end - first, List.of());
    return dropped;
  }

  private void joinWithNeighbour(int chunk) {
    int left = chunk > 0 ? chunk - 1 : chunk;
    if (left + 1 < index.count()
        && index.length(left) + index.length(left + 1) <= TextChunk.CAPACITY / 2) {
      TextChunk joined = own(left);
      joined.append(chunks[left + 1]);
      replace(left, 2, List.of(joined));
    }
  }

  private void split(int chunk, int wanted) {
    TextChunk head = own(chunk);
    int at = Character.isLowSurrogate(head.charAt(wanted)) ? wanted - 1 : wanted;
    TextChunk tail = head.splitOff(at);
    replace(chunk, 1, List.of(head, tail));
  }

  private List<TextChunk> cut(String text, int from, int to) {
    List<TextChunk> pieces = new ArrayList<>();
    int start = from;
    while (start < to) {
      int end = Math.min(to, start + FILL);
      if (end < to && Character.isLowSurrogate(text.charAt(end))) {
        end--;
      }
      pieces.add(TextChunk.of(owner, text, start, end));
      start = end;
    }
    return pieces;
  }

  private void replace(int from, int removed, List<TextChunk> added) {
    int count = index.count();
    int newCount = count - removed + added.size();
    if (newCount > chunks.length) {
      chunks = Arrays.copyOf(chunks, newCount + (newCount >> 1));
    }
    System.arraycopy(chunks, from + removed, chunks, from + added.size(), count - from - removed);
    for (int i = 0; i < added.size(); i++) {
      chunks[from + i] = added.get(i);
    }
    Arrays.fill(chunks, newCount, Math.max(count, newCount), null);
    index.replace(from, removed, added.stream().mapToInt(TextChunk::length).toArray());
  }

  /** FNV-1a, 32 bits, over the units, of each the low byte first. */
  int hash() {
    int hash = 0x811C9DC5;
    for (int chunk = 0; chunk < index.count(); chunk++) {
      for (int i = 0; i < chunks[chunk].length(); i++) {
        char unit = chunks[chunk].charAt(i);
        hash = (hash ^ (unit & 0xFF)) * 0x01000193;
        hash = (hash ^ (unit >>> 8)) * 0x01000193;
      }
    }
    return hash;
  }

  private TextChunk own(int chunk) {
    TextChunk current = chunks[chunk];
    if (current.owner != owner) {
      current = current.copyFor(owner);
      chunks[chunk] = current;
    }
    return current;
  }
}
