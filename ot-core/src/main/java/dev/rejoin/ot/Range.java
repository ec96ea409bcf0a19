package dev.rejoin.ot;

/**
 * A selected stretch, from where it was begun to where the caret blinks; empty if they are equal.
 *
 * @param anchor in units, 0 or more
 * @param head in units, 0 or more; before the anchor if selected backwards
 */
public record Range(int anchor, int head) {
  public Range {
    if (anchor < 0 || head < 0) {
      throw new IllegalArgumentException("range " + anchor + " to " + head + " is below 0");
    }
  }

  /** A caret without a stretch. */
  public static Range caret(int position) {
    return new Range(position, position);
  }

  public boolean isEmpty() {
    return anchor == head;
  }

  /**
   * This range after {@code operation}. A stretch does not grow by text at its edges; one that was
   * replaced whole becomes a caret: before the new text if it is somebody else's, behind their own.
   *
   * @throws IndexOutOfBoundsException if an end is behind the operation's base
   */
  public Range movedThrough(Operation operation, Mover mover) {
    if (isEmpty()) {
      return caret(
          operation.movePosition(head, mover == Mover.AUTHOR ? Stickiness.RIGHT : Stickiness.LEFT));
    }
    int start = operation.movePosition(Math.min(anchor, head), Stickiness.RIGHT);
    int end = operation.movePosition(Math.max(anchor, head), Stickiness.LEFT);
    if (start >= end) {
      return caret(mover == Mover.AUTHOR ? start : end);
    }
    return anchor < head ? new Range(start, end) : new Range(end, start);
  }
}
