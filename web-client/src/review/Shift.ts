import type { Edit } from "./edits";
import type { Span } from "./Overlap";

/** Follows spans through an operation, from left to right, at the price of one walk for all. */
export class Shift {
  private index = 0;
  private by = 0;

  constructor(private readonly edits: readonly Edit[]) {}

  /** The span after the operation, with whatever was inserted at its ends. */
  of({ from, to }: Span): Span {
    this.pass((edit) => edit.toBefore < from);
    const start = from + this.by;
    this.pass((edit) => edit.toBefore <= to);
    return { from: start, to: to + this.by };
  }

  private pass(isBefore: (edit: Edit) => boolean): void {
    for (; this.index < this.edits.length; this.index++) {
      const edit = this.edits[this.index]!;
      if (!isBefore(edit)) return;
      this.by = edit.toAfter - edit.toBefore;
    }
  }
}
