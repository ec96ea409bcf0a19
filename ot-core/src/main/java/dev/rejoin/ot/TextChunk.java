package dev.rejoin.ot;

import java.util.Arrays;

/**
 * A few thousand UTF-16 units with a gap where the last edit was, so that the next one beside it
 * moves nothing.
 *
 * <pre>
 *   |H|e|l|l|o|·|·|·|·|·| |w|o|r|l|d|
 *              ^gapStart  ^gapEnd
 * </pre>
 *
 * Edited by its owner only: who shares it copies it first.
 */
final class TextChunk {
  /** Found by measuring: smaller makes a longer index, larger makes moving the gap dear. */
  static final int CAPACITY = 4096;

  final Object owner;
  private char[] units;
  private int gapStart;
  private int gapEnd;

  private TextChunk(Object owner, char[] units, int gapStart, int gapEnd) {
    this.owner = owner;
    this.units = units;
    this.gapStart = gapStart;
    this.gapEnd = gapEnd;
  }

  static TextChunk of(Object owner, String text, int from, int to) {
    int length = to - from;
    char[] units = new char[roomFor(length)];
    text.getChars(from, to, units, 0);
    return new TextChunk(owner, units, length, units.length);
  }

  TextChunk copyFor(Object newOwner) {
    return new TextChunk(newOwner, units.clone(), gapStart, gapEnd);
  }

  int length() {
    return units.length - (gapEnd - gapStart);
  }

  char charAt(int index) {
    return units[index < gapStart ? index : index + gapEnd - gapStart];
  }

  void insert(int index, String text, int from, int count) {
    if (count > gapEnd - gapStart) {
      widenGap(count);
    }
    moveGap(index);
    if (count == 1) {
      units[gapStart++] = text.charAt(from);
    } else {
      text.getChars(from, from + count, units, gapStart);
      gapStart += count;
    }
  }

  void delete(int index, int count) {
    if (index + count == gapStart) {
      gapStart = index;
    } else {
      moveGap(index);
      gapEnd += count;
    }
  }

  /** Takes the units from {@code index} on away, into a chunk of their own. */
  TextChunk splitOff(int index) {
    moveGap(index);
    int rest = units.length - gapEnd;
    char[] tail = new char[roomFor(rest)];
    System.arraycopy(units, gapEnd, tail, 0, rest);
    gapEnd = units.length;
    return new TextChunk(owner, tail, rest, tail.length);
  }

  void append(TextChunk next) {
    int count = next.length();
    if (count > gapEnd - gapStart) {
      widenGap(count);
    }
    moveGap(length());
    next.copyTo(0, count, units, gapStart);
    gapStart += count;
  }

  void copyTo(int from, int to, char[] target, int at) {
    int beforeGap = Math.max(0, Math.min(to, gapStart) - from);
    System.arraycopy(units, from, target, at, beforeGap);
    int gap = gapEnd - gapStart;
    System.arraycopy(units, from + beforeGap + gap, target, at + beforeGap, to - from - beforeGap);
  }

  private void moveGap(int index) {
    int distance = index - gapStart;
    if (distance < 0) {
      System.arraycopy(units, index, units, gapEnd + distance, -distance);
    } else if (distance > 0) {
      System.arraycopy(units, gapEnd, units, gapStart, distance);
    }
    gapStart = index;
    gapEnd += distance;
  }

  private void widenGap(int count) {
    int after = units.length - gapEnd;
    char[] wider = Arrays.copyOf(units, roomFor(length() + count));
    System.arraycopy(units, gapEnd, wider, wider.length - after, after);
    gapEnd = wider.length - after;
    units = wider;
  }

  /** Room for half as much again, so that a small document stays small and typing seldom copies. */
  private static int roomFor(int length) {
    return Math.max(Math.min(CAPACITY, Math.max(16, length + (length >> 1))), length);
  }
}
