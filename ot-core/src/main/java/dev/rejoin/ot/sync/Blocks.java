package dev.rejoin.ot.sync;

import dev.rejoin.ot.Operation;

/**
 * Operations, each applying to the result of the one before, partly composed. Immutable.
 *
 * <p>Composing every keystroke into one operation costs its whole length each time: quadratic for
 * somebody who types offline for a day. So they stand in blocks, each more than twice as heavy as
 * the one above it, and a new operation is composed with those above it that are not:
 *
 * <pre>
 *   ██████████████████████   oldest
 *   █████████
 *   ███                      ◄── the next operation comes here; what it outgrows, it takes in
 * </pre>
 *
 * <p>Each byte then is copied a logarithmic number of times. Composition is associative to the
 * letter, so nobody can tell where the blocks ended.
 */
record Blocks(Operation operation, Blocks older) {

  static Blocks of(Operation operation) {
    return new Blocks(operation, null);
  }

  /** These and one more. */
  Blocks then(Operation next) {
    Operation composed = next;
    Blocks rest = this;
    while (rest != null && rest.operation.weight() <= 2 * composed.weight()) {
      composed = rest.operation.compose(composed);
      rest = rest.older;
    }
    return new Blocks(composed, rest);
  }

  /** All of them, composed. */
  Operation toOperation() {
    Operation composed = operation;
    for (Blocks block = older; block != null; block = block.older) {
      composed = block.operation.compose(composed);
    }
    return composed;
  }

  /** T(all of these, later): behind the oldest first. */
  Operation moved(Operation later) {
    Operation moved = older == null ? later : older.moved(later);
    return moved.movedBehind(operation);
  }

  int targetLength() {
    return operation.targetLength();
  }
}
