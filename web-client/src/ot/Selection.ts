import type { Operation } from "./Operation";
import { Range, type Mover } from "./Range";

/** What one person has selected: one range, or several. */
export class Selection {
  constructor(readonly ranges: readonly Range[]) {}

  static caret(position: number): Selection {
    return new Selection([Range.caret(position)]);
  }

  movedThrough(operation: Operation, mover: Mover): Selection {
    return new Selection(this.ranges.map((range) => range.movedThrough(operation, mover)));
  }

  fitsInto(length: number): boolean {
    return this.ranges.every(({ to }) => to <= length);
  }

  equals(other: Selection): boolean {
    if (this.ranges.length !== other.ranges.length) return false;
    return this.ranges.every((range, index) => range.equals(other.ranges[index]!));
  }
}
