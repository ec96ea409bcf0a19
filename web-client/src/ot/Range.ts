import type { Operation } from "./Operation";

/** Whose operation a selection is moved through: its owner's own, or somebody else's. */
export type Mover = "AUTHOR" | "OTHER";

/** A selected stretch, from where it was begun to where the caret blinks; empty if equal. */
export class Range {
  constructor(
    readonly anchor: number,
    readonly head: number,
  ) {}

  static caret(position: number): Range {
    return new Range(position, position);
  }

  get isEmpty(): boolean {
    return this.anchor === this.head;
  }

  get from(): number {
    return Math.min(this.anchor, this.head);
  }

  get to(): number {
    return Math.max(this.anchor, this.head);
  }

  /**
   * This range after `operation`. A stretch does not grow by text at its edges; one that was
   * replaced whole becomes a caret: before the new text if it is somebody else's, behind their own.
   */
  movedThrough(operation: Operation, mover: Mover): Range {
    if (this.isEmpty) {
      return Range.caret(operation.movePosition(this.head, mover === "AUTHOR" ? "RIGHT" : "LEFT"));
    }
    const start = operation.movePosition(this.from, "RIGHT");
    const end = operation.movePosition(this.to, "LEFT");
    if (start >= end) return Range.caret(mover === "AUTHOR" ? start : end);
    return this.anchor < this.head ? new Range(start, end) : new Range(end, start);
  }

  equals(other: Range): boolean {
    return this.anchor === other.anchor && this.head === other.head;
  }
}
