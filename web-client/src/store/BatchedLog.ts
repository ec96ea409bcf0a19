import type { Operation } from "../ot/index";

/** As many small blocks become one larger one. */
const FAN_IN = 64;

/** A row of the log: some operations, composed. Numbers grow, with gaps. */
export interface Block {
  readonly number: number;
  readonly operation: Operation;
  readonly edits: number;
}

/** What a place that had the log as it was last settled has to change. */
export interface LogChanges {
  /** Blocks from this number on are no longer there. */
  readonly removedFrom: number | null;
  readonly added: readonly Block[];
}

/**
 * Operations one after another, as few rows.
 *
 *     ████████████ ████████████ ███ ███ █ █ ▒▒▒
 *     4,096 edits               64      1   appended, not yet in a block
 *
 * Each settling composes what was appended since the last one into a block; 64 blocks of about the
 * same size become one. So a day of 50,000 edits stands in fewer than 200 rows, and each edit is
 * written three times at most. Composition is associative to the letter: nobody can tell where
 * blocks ended.
 */
export class BatchedLog {
  private readonly blocks: Block[];
  private appended: Operation[] = [];
  /** Blocks below this index stand on the other side as they stand here. */
  private unchanged: number;
  private lastWritten: number;

  constructor(kept: readonly Block[] = []) {
    this.blocks = [...kept];
    this.unchanged = kept.length;
    this.lastWritten = kept.at(-1)?.number ?? -1;
  }

  /** Instead of everything that the other side may have. */
  static replacing(operation: Operation | null, edits = 1): BatchedLog {
    const counted = Math.max(1, edits);
    const log = new BatchedLog(
      operation === null ? [] : [{ number: 0, operation, edits: counted }],
    );
    log.forgetWritten();
    return log;
  }

  /** The length of the text after all of it, null if it is empty. */
  get targetLength(): number | null {
    return (this.appended.at(-1) ?? this.blocks.at(-1)?.operation)?.targetLength ?? null;
  }

  get weight(): number {
    return this.operations().reduce((sum, { weight }) => sum + weight, 0);
  }

  append(operation: Operation): void {
    this.appended.push(operation);
  }

  /** Everything again: what the other side has is not known. */
  forgetWritten(): void {
    this.unchanged = 0;
    this.lastWritten = Number.MAX_SAFE_INTEGER;
  }

  /** In order; few. */
  operations(): readonly Operation[] {
    return [...this.blocks.map(({ operation }) => operation), ...this.appended];
  }

  toOperation(): Operation | null {
    return composed(this.operations());
  }

  settle(): LogChanges {
    this.settleAppended();
    while (this.mergeTop());
    const added = this.blocks.slice(this.unchanged);
    const first = added[0]?.number ?? this.nextNumber();
    const removedFrom = first <= this.lastWritten ? first : null;
    this.unchanged = this.blocks.length;
    this.lastWritten = this.blocks.at(-1)?.number ?? -1;
    return { removedFrom, added };
  }

  private settleAppended(): void {
    const operation = composed(this.appended);
    if (operation === null) return;
    this.blocks.push({ number: this.nextNumber(), operation, edits: this.appended.length });
    this.appended = [];
  }

  private mergeTop(): boolean {
    const top = this.blocks.at(-1);
    if (top === undefined) return false;
    let start = this.blocks.length;
    while (start > 0 && rank(this.blocks[start - 1]!) <= rank(top)) start--;
    if (this.blocks.length - start < FAN_IN) return false;
    const merged = this.blocks.splice(start);
    this.blocks.push({
      number: merged[0]!.number,
      operation: composed(merged.map(({ operation }) => operation))!,
      edits: merged.reduce((sum, { edits }) => sum + edits, 0),
    });
    this.unchanged = Math.min(this.unchanged, start);
    return true;
  }

  private nextNumber(): number {
    return (this.blocks.at(-1)?.number ?? -1) + 1;
  }
}

/** 0 for fewer than 64 edits, 1 for fewer than 64 times 64, and so on. */
function rank({ edits }: Block): number {
  return Math.floor(Math.log2(edits) / Math.log2(FAN_IN));
}

/** Halves first: each unit is copied a logarithmic number of times. */
function composed(operations: readonly Operation[]): Operation | null {
  if (operations.length <= 1) return operations[0] ?? null;
  const middle = operations.length >> 1;
  return composed(operations.slice(0, middle))!.compose(composed(operations.slice(middle))!);
}
