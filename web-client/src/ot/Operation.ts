import { Attributes } from "./Attributes";
import type { Component } from "./Component";
import { compose } from "./compose";
import type { DocumentType } from "./DocumentType";
import { InvalidOperationException } from "./InvalidOperationException";
import { invert } from "./invert";
import { movePosition, type Stickiness } from "./movePosition";
import { OperationBuilder } from "./OperationBuilder";
import { OperationCursor } from "./OperationCursor";
import { readOperation } from "./OperationReader";
import type { OperationSink } from "./OperationSink";
import { writeOperation } from "./OperationWriter";
import { DELETE, INSERT, RETAIN, kindOf, lengthOf } from "./runs";
import type { Extra } from "./runs";
import { splitsPair } from "./surrogates";
import { transform, type Transformed } from "./transform";

/**
 * A change of a whole document: immutable, canonical, in UTF-16 code units.
 *
 * Made by its builder, or read from JSON. Inside are runs (see `runs.ts`), one string with all
 * inserted text, and `extras` only where there are attributes or embeds.
 */
export class Operation {
  /** Used by the builder only, which vouches for the canonical form. */
  constructor(
    readonly runs: readonly number[],
    readonly pool: string,
    readonly extras: readonly (Extra | null)[] | null,
    readonly baseLength: number,
    readonly targetLength: number,
  ) {}

  static builder(): OperationBuilder {
    return new OperationBuilder();
  }

  static identity(length: number): Operation {
    return new OperationBuilder().retain(length).build();
  }

  /** The content `text`, as the operation that writes it into an empty document. */
  static ofText(text: string): Operation {
    return new OperationBuilder().insert(text).build();
  }

  /** Takes an operation exactly as it came from outside; throws InvalidOperationException. */
  static fromJSON(value: unknown, type: DocumentType): Operation {
    return readOperation(value, type);
  }

  get componentCount(): number {
    return this.runs.length;
  }

  /** How much it takes to copy it, in units of memory, roughly. */
  get weight(): number {
    return 16 + 4 * this.runs.length + this.pool.length;
  }

  get isIdentity(): boolean {
    if (this.runs.length === 0) return true;
    return this.runs.length === 1 && this.isPlain && kindOf(this.runs[0]!) === RETAIN;
  }

  /** Neither attributes nor embeds. */
  get isPlain(): boolean {
    return this.extras === null;
  }

  compose(next: Operation): Operation {
    return compose(this, next);
  }

  static transform(earlier: Operation, later: Operation): Transformed {
    return transform(earlier, later);
  }

  /** T(earlier, this): this operation for one who has seen `earlier`. */
  movedBehind(earlier: Operation): Operation {
    return transform(earlier, this).later;
  }

  invert(base: string | Operation): Operation {
    return invert(this, typeof base === "string" ? Operation.ofText(base) : base);
  }

  movePosition(positionBefore: number, stickiness: Stickiness): number {
    return movePosition(this, positionBefore, stickiness);
  }

  /** Throws when the length is another one, or when a boundary falls into a surrogate pair. */
  checkFits(text: string): void {
    if (this.baseLength !== text.length) {
      throw InvalidOperationException.baseLength(this.baseLength, text.length);
    }
    let at = 0;
    for (const run of this.runs) {
      if (kindOf(run) !== INSERT) at += lengthOf(run);
      if (splitsPair(text, at)) throw InvalidOperationException.splitsPair(at);
    }
  }

  /** The plain text after this operation. Attributes leave no trace in it. */
  apply(text: string): string {
    this.checkFits(text);
    const pieces: string[] = [];
    let at = 0;
    let poolAt = 0;
    for (const run of this.runs) {
      const length = lengthOf(run);
      if (kindOf(run) === INSERT) pieces.push(this.pool.slice(poolAt, (poolAt += length)));
      else if (kindOf(run) === RETAIN) pieces.push(text.slice(at, (at += length)));
      else at += length;
    }
    return pieces.join("");
  }

  emitTo(sink: OperationSink): void {
    const cursor = new OperationCursor(this);
    while (!cursor.isAtEnd) {
      const { length, attributes } = cursor;
      if (cursor.kind === RETAIN) sink.retain(length, attributes);
      else if (cursor.kind === DELETE) sink.delete(length);
      else sink.insert(cursor.content(length), attributes);
      cursor.take(length);
    }
  }

  components(): Component[] {
    const components: Component[] = [];
    this.emitTo({
      retain: (length, attributes = Attributes.NONE) =>
        components.push({ kind: "retain", length, attributes }),
      insert: (content, attributes = Attributes.NONE) =>
        components.push(
          typeof content === "string"
            ? { kind: "insert", text: content, attributes }
            : { kind: "embed", embed: content, attributes },
        ),
      delete: (length) => components.push({ kind: "delete", length }),
    });
    return components;
  }

  equals(other: Operation): boolean {
    if (this.pool !== other.pool || this.runs.length !== other.runs.length) return false;
    if (!this.runs.every((run, index) => run === other.runs[index])) return false;
    return this.isPlain ? other.isPlain : this.toString() === other.toString();
  }

  /** The value for a JSON writer. Keys that look like numbers lose their order: see `toString`. */
  toJSON(): unknown {
    return JSON.parse(this.toString());
  }

  /** Canonical JSON: the bytes on the wire. */
  toString(): string {
    return writeOperation(this);
  }
}
