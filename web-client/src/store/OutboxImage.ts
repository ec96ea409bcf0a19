import { InvalidOperationException, type Operation } from "../ot/index";
import { BatchedLog, type LogChanges } from "./BatchedLog";
import type { KeptDocument, KeptOperation, Standing } from "./Outbox";
import type { OutboxRow, Part, PartRow } from "./schema";
import { titleOf } from "./titleOf";

/** Below this, a text is not worth writing anew for what it went through. */
const MIN_CHECKPOINT_WEIGHT = 32_768;

/** Whose rows these are. */
export interface Ownership {
  readonly client: string;
  readonly doc: string;
  readonly holder: string;
}

/** What has to be done so that the rows of an outbox say what its image says. */
export interface Changes {
  readonly removed: readonly { readonly part: Part; readonly from: number }[];
  readonly parts: readonly PartRow[];
  readonly outbox: OutboxRow;
}

/**
 * All that one outbox holds, in memory: the truth, which the database follows.
 *
 *     content ──passed──► the log's text ──outstanding──► ──edits──► the person's text
 *
 * Whatever happens to the database, it can be written anew from here. `takeChanges` says what it
 * lacks; after a failed write `forgetWritten` makes that everything.
 */
export class OutboxImage {
  private dirty = true;
  private sentSince: number | null = null;
  private editsSince: number | null = null;
  private readonly unwritten = new Set<"content" | "frozen" | "outstanding">();

  private constructor(
    private standing: Standing,
    private content: string,
    private passed: BatchedLog,
    private edits: BatchedLog,
    private pendingEdits: number,
    private openedAt: number,
  ) {}

  /** A document of which nothing is written yet. */
  static fresh({ content, ...standing }: KeptDocument, now: number): OutboxImage {
    const { pendingEdits } = standing;
    const passed = BatchedLog.replacing(null);
    const edits = BatchedLog.replacing(standing.buffer, pendingEdits);
    const image = new OutboxImage(standing, content, passed, edits, pendingEdits, now);
    checkChain(content.length, image.operations());
    image.sentSince = standing.inFlight === null ? null : now;
    image.editsSince = standing.buffer === null ? null : now;
    image.forgetWritten();
    return image;
  }

  /** As it was read from its rows. */
  static kept(
    { unsentEdits, unsentSince, openedAt }: OutboxRow,
    parts: { standing: Standing; content: string; passed: BatchedLog; edits: BatchedLog },
  ): OutboxImage {
    const { standing, content, passed, edits } = parts;
    const image = new OutboxImage(standing, content, passed, edits, unsentEdits, openedAt);
    image.sentSince = standing.inFlight === null ? null : unsentSince;
    // Which of them was the oldest is not kept: never younger than the truth.
    image.editsSince = edits.targetLength === null ? null : unsentSince;
    checkChain(content.length, image.operations());
    return image;
  }

  /** Whether the database lacks something. */
  get isDirty(): boolean {
    return this.dirty;
  }

  get hasUnsent(): boolean {
    return this.pendingEdits > 0;
  }

  /** When the oldest of them was made. */
  get unsentSince(): number | null {
    return this.pendingEdits === 0 ? null : (this.sentSince ?? this.editsSince);
  }

  document(): KeptDocument {
    return {
      ...this.standing,
      content: this.baseText(),
      buffer: this.edits.toOperation(),
      pendingEdits: this.pendingEdits,
    };
  }

  append(edit: Operation, now: number): void {
    checkChain(this.localLength(), [edit]);
    this.edits.append(edit);
    this.pendingEdits++;
    this.editsSince ??= now;
    this.dirty = true;
  }

  advance(through: Operation | null, standing: Standing, now: number): void {
    const { inFlight, buffer } = standing;
    checkChain(this.baseLength(), [through, inFlight?.outstanding, buffer]);
    if (through !== null) this.passed.append(through);
    this.moveTimes(standing, now);
    this.noteSent(standing.inFlight);
    this.standing = standing;
    this.edits = BatchedLog.replacing(standing.buffer, standing.pendingEdits);
    this.pendingEdits = standing.pendingEdits;
    this.dirty = true;
  }

  /** Somebody opened it. */
  opened(now: number): void {
    this.openedAt = now;
    this.dirty = true;
  }

  forgetWritten(): void {
    this.passed.forgetWritten();
    this.edits.forgetWritten();
    this.unwritten.add("content").add("frozen").add("outstanding");
    this.dirty = true;
  }

  takeChanges(owner: Ownership): Changes {
    this.checkpoint();
    const rows = new ChangedRows(owner.client);
    rows.log("passed", this.passed.settle());
    rows.log("edits", this.edits.settle());
    for (const part of this.unwritten) rows.single(part, this.text(part));
    this.unwritten.clear();
    this.dirty = false;
    return { removed: rows.removed, parts: rows.parts, outbox: this.row(owner) };
  }

  /** Writes the text anew as soon as what it went through is as heavy as itself: at most double. */
  private checkpoint(): void {
    if (this.passed.weight < Math.max(this.content.length, MIN_CHECKPOINT_WEIGHT)) return;
    this.content = this.baseText();
    this.passed = BatchedLog.replacing(null);
    this.unwritten.add("content");
  }

  private row({ client, doc, holder }: Ownership): OutboxRow {
    const { site, lineage, type, revision, check, lastSequence, inFlight, held } = this.standing;
    const frozen =
      inFlight === null ? null : { sequence: inFlight.sequence, revision: inFlight.revision };
    return {
      client,
      doc,
      holder,
      openedAt: this.openedAt,
      title: titleOf(this.content, this.operations()),
      bytes: this.weight(),
      unsentEdits: this.pendingEdits,
      unsentSince: this.unsentSince,
      standing: {
        site,
        lineage,
        type,
        revision,
        check,
        lastSequence,
        frozen,
        held: held === true,
      },
    };
  }

  private weight(): number {
    const { inFlight } = this.standing;
    const sent = inFlight === null ? 0 : inFlight.operation.weight + inFlight.outstanding.weight;
    return this.content.length + this.passed.weight + this.edits.weight + sent;
  }

  private operations(): Operation[] {
    const { inFlight } = this.standing;
    const sent = inFlight === null ? [] : [inFlight.outstanding];
    return [...this.passed.operations(), ...sent, ...this.edits.operations()];
  }

  private text(part: "content" | "frozen" | "outstanding"): string | null {
    const { inFlight } = this.standing;
    if (part === "content") return this.content;
    if (inFlight === null) return null;
    return part === "frozen" ? inFlight.operation.toString() : inFlight.outstanding.toString();
  }

  private noteSent(next: KeptOperation | null): void {
    const { inFlight } = this.standing;
    if (inFlight?.operation !== next?.operation) this.unwritten.add("frozen");
    if (inFlight?.outstanding !== next?.outstanding) this.unwritten.add("outstanding");
  }

  /** What was buffered may be in flight now; what was in flight may be done. */
  private moveTimes({ inFlight, buffer }: Standing, now: number): void {
    const frozen = inFlight !== null && inFlight.sequence !== this.standing.inFlight?.sequence;
    if (frozen) {
      this.sentSince = this.editsSince ?? now;
      this.editsSince = null;
    }
    if (inFlight === null) this.sentSince = null;
    this.editsSince = buffer === null ? null : (this.editsSince ?? now);
  }

  private baseText(): string {
    return this.passed.toOperation()?.apply(this.content) ?? this.content;
  }

  private baseLength(): number {
    return this.passed.targetLength ?? this.content.length;
  }

  private localLength(): number {
    const sent = this.standing.inFlight?.outstanding.targetLength;
    return this.edits.targetLength ?? sent ?? this.baseLength();
  }
}

/** Each operation applies to the result of the one before it. */
function checkChain(start: number, operations: readonly (Operation | null | undefined)[]): void {
  let length = start;
  for (const operation of operations) {
    if (operation === null || operation === undefined) continue;
    const { baseLength, targetLength } = operation;
    if (baseLength !== length) throw InvalidOperationException.baseLength(baseLength, length);
    length = targetLength;
  }
}

/** Collects rows. */
class ChangedRows {
  readonly removed: { part: Part; from: number }[] = [];
  readonly parts: PartRow[] = [];

  constructor(private readonly client: string) {}

  log(part: Part, { removedFrom, added }: LogChanges): void {
    if (removedFrom !== null) this.removed.push({ part, from: removedFrom });
    for (const { number, operation, edits } of added) {
      this.parts.push({ client: this.client, part, number, text: operation.toString(), edits });
    }
  }

  single(part: Part, text: string | null): void {
    if (text === null) this.removed.push({ part, from: 0 });
    else this.parts.push({ client: this.client, part, number: 0, text, edits: 0 });
  }
}
