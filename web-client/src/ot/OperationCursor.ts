import { Attributes } from "./Attributes";
import type { Embed } from "./Embed";
import type { Operation } from "./Operation";
import { INSERT, RETAIN, kindOf, lengthOf } from "./runs";
import type { Kind } from "./runs";
import { splitsPair } from "./surrogates";

/**
 * Walks an operation in steps that the caller chooses, so that two of them can be walked at one
 * pace: `take(Math.min(a.length, b.length))`. The end is an endless retain.
 */
export class OperationCursor {
  kind: Kind = RETAIN;
  length = 0;
  attributes: Attributes = Attributes.NONE;
  embed: Embed | null = null;
  private index = -1;
  private poolAt = 0;

  constructor(private readonly operation: Operation) {
    this.advance();
  }

  get isAtEnd(): boolean {
    return this.length === Infinity;
  }

  /** The next `length` units of the insert under the cursor, text or embed. */
  content(length: number): string | Embed {
    return this.embed ?? this.operation.pool.slice(this.poolAt, this.poolAt + length);
  }

  /** Whether taking `length` units would leave half of a surrogate pair of the insert behind. */
  splitsPairAfter(length: number): boolean {
    return length < this.length && splitsPair(this.operation.pool, this.poolAt + length);
  }

  take(length: number): void {
    if (this.kind === INSERT) this.poolAt += length;
    this.length -= length;
    if (this.length === 0) this.advance();
  }

  private advance(): void {
    const { runs, extras } = this.operation;
    this.index++;
    if (this.index >= runs.length) {
      this.kind = RETAIN;
      this.length = Infinity;
      this.attributes = Attributes.NONE;
      this.embed = null;
      return;
    }
    this.kind = kindOf(runs[this.index]!);
    this.length = lengthOf(runs[this.index]!);
    const extra = extras === null ? null : extras[this.index]!;
    this.attributes = extra === null ? Attributes.NONE : extra.attributes;
    this.embed = extra === null ? null : extra.embed;
  }
}
