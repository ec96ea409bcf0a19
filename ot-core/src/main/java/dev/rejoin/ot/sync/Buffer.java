package dev.rejoin.ot.sync;

import dev.rejoin.ot.Operation;

/**
 * Edits that wait for their turn, as one operation. Immutable.
 *
 * <p>Composing every keystroke into one operation costs its whole length each time: quadratic for
 * somebody who types offline for a day. So the edits stand in blocks, each more than twice as heavy
 * as the one above it, and a new edit is composed with those above it that are not:
 *
 * <pre>
 *   ██████████████████████   oldest
 *   █████████
 *   ███                      ◄── the next edit comes here; what it outgrows, it takes in
 * </pre>
 *
 * <p>Each byte then is copied a logarithmic number of times. Composition is associative to the
 * letter, so nobody can tell where the blocks ended.
 */
public final class Buffer {
  private final Block top;
  private final int edits;

  private Buffer(Block top, int edits) {
    this.top = top;
    this.edits = edits;
  }

  /** A buffer of one edit. */
  public static Buffer of(Operation edit) {
    return new Buffer(new Block(edit, null), 1);
  }

  /**
   * This buffer and one edit more.
   *
   * @throws IllegalArgumentException if it does not apply to the result of this buffer
   */
  public Buffer then(Operation edit) {
    requireFits(edit, top.operation);
    return new Buffer(Block.placed(edit, top), edits + 1);
  }

  /** How many edits it holds, for people to read. */
  public int edits() {
    return edits;
  }

  /** All of them, composed. */
  public Operation toOperation() {
    Operation composed = top.operation;
    for (Block block = top.below; block != null; block = block.below) {
      composed = block.operation.compose(composed);
    }
    return composed;
  }

  /** The same edits, moved to another document. */
  Buffer movedTo(Operation moved) {
    return new Buffer(new Block(moved, null), edits);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Buffer that
        && edits == that.edits
        && toOperation().equals(that.toOperation());
  }

  @Override
  public int hashCode() {
    return toOperation().hashCode();
  }

  @Override
  public String toString() {
    return toOperation().toString();
  }

  static void requireFits(Operation edit, Operation before) {
    if (edit.baseLength() != before.targetLength()) {
      throw new IllegalArgumentException(
          "edit of "
              + edit.baseLength()
              + " units, the local document has "
              + before.targetLength());
    }
  }

  private record Block(Operation operation, Block below) {

    static Block placed(Operation edit, Block below) {
      Operation operation = edit;
      Block rest = below;
      while (rest != null && rest.operation.weight() <= 2 * operation.weight()) {
        operation = rest.operation.compose(operation);
        rest = rest.below;
      }
      return new Block(operation, rest);
    }
  }
}
