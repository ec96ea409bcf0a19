import { InvalidOperationException } from "./InvalidOperationException";
import type { Operation } from "./Operation";

interface Block {
  readonly operation: Operation;
  readonly below: Block | null;
}

/**
 * Edits that wait for their turn, as one operation. Immutable.
 *
 * Composing every keystroke into one operation costs its whole length each time: quadratic for
 * somebody who types offline for a day. So the edits stand in blocks, each more than twice as heavy
 * as the one above it, and a new edit is composed with those above it that are not:
 *
 *     ██████████████████████   oldest
 *     █████████
 *     ███                      ◄── the next edit comes here; what it outgrows, it takes in
 *
 * Each unit then is copied a logarithmic number of times. Composition is associative to the letter,
 * so nobody can tell where the blocks ended.
 */
export class Buffer {
  private constructor(
    private readonly top: Block,
    /** How many edits it holds, for people to read. */
    readonly edits: number,
  ) {}

  static of(edit: Operation, edits = 1): Buffer {
    return new Buffer({ operation: edit, below: null }, edits);
  }

  /** `before` and one edit more, where there may be nothing before. */
  static after(before: Buffer | null, edit: Operation): Buffer {
    return before === null ? Buffer.of(edit) : before.then(edit);
  }

  /** Of the document after all of them. */
  get targetLength(): number {
    return this.top.operation.targetLength;
  }

  /** This buffer and one edit more, which applies to its result. */
  then(edit: Operation): Buffer {
    const length = this.targetLength;
    if (edit.baseLength !== length) {
      throw InvalidOperationException.baseLength(edit.baseLength, length);
    }
    return new Buffer(placed(edit, this.top), this.edits + 1);
  }

  /** All of them, composed. */
  toOperation(): Operation {
    let composed = this.top.operation;
    for (let block = this.top.below; block !== null; block = block.below) {
      composed = block.operation.compose(composed);
    }
    return composed;
  }

  /** The same edits, moved to another document. */
  movedTo(moved: Operation): Buffer {
    return Buffer.of(moved, this.edits);
  }
}

function placed(edit: Operation, below: Block | null): Block {
  let operation = edit;
  let rest = below;
  while (rest !== null && rest.operation.weight <= 2 * operation.weight) {
    operation = rest.operation.compose(operation);
    rest = rest.below;
  }
  return { operation, below: rest };
}
