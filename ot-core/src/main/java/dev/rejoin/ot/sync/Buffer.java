package dev.rejoin.ot.sync;

import dev.rejoin.ot.Operation;

/** Edits that wait for their turn, as one operation. Immutable. */
public final class Buffer {
  private final Blocks blocks;
  private final int edits;

  private Buffer(Blocks blocks, int edits) {
    this.blocks = blocks;
    this.edits = edits;
  }

  /** A buffer of one edit. */
  public static Buffer of(Operation edit) {
    return new Buffer(Blocks.of(edit), 1);
  }

  /**
   * This buffer and one edit more; n of them take some n log n in all.
   *
   * @throws IllegalArgumentException if it does not apply to the result of this buffer
   */
  public Buffer then(Operation edit) {
    requireFits(edit, blocks.targetLength());
    return new Buffer(blocks.then(edit), edits + 1);
  }

  /** How many edits it holds, for people to read. */
  public int edits() {
    return edits;
  }

  /** All of them, composed. */
  public Operation toOperation() {
    return blocks.toOperation();
  }

  /** The same edits, moved to another document. */
  Buffer movedTo(Operation moved) {
    return new Buffer(Blocks.of(moved), edits);
  }

  static void requireFits(Operation edit, int localLength) {
    if (edit.baseLength() != localLength) {
      throw new IllegalArgumentException(
          "edit of " + edit.baseLength() + " units, the local document has " + localLength);
    }
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
}
