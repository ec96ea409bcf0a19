import { Buffer, contentHash, type DocumentType, type Operation, type Size } from "../ot/index";
import { UNBORN, type EntryName, type KeptDocument, type Standing } from "../store/index";
import { AwaitingAck } from "./AwaitingAck";
import { AwaitingAckWithBuffer } from "./AwaitingAckWithBuffer";
import { BaseText } from "./BaseText";
import type { ClientState } from "./ClientState";
import type { ResumePoint } from "./encode";
import type { Opened } from "./messages";
import { isStored, rebase, refrozen } from "./rebase";
import { anotherWriter, receive } from "./receive";
import { violation, type Violation } from "./Received";
import type { Step } from "./Step";
import { Synchronized } from "./Synchronized";
import { fitted } from "./fitted";
import { textDifference } from "./textDifference";

/** An entry of the log as it passed by: whose it was (null: several people's), and what it did. */
export interface Passed {
  readonly by: string | null;
  readonly operation: Operation;
}

/** What taking something in means for the editor, for the outbox and for others' cursors. */
export interface TakenIn {
  readonly kind: "taken";
  /** What the local text is to be changed by. */
  readonly apply: Operation | null;
  /** What the log's text was changed by. */
  readonly through: Operation | null;
  readonly passed: readonly Passed[];
  /** Whether text of this outbox went away that is in the log by its number only: see takeContent. */
  readonly inDoubt: boolean;
}

/** One document as this client has it: the log's text, what it lacks, and where both stand. */
export class Replica {
  /** Whether nothing may be sent until the person has seen what became of it. */
  held = false;

  private constructor(
    private lineage: string,
    readonly type: DocumentType,
    private base: BaseText,
    private current: ClientState,
    private check: EntryName | null,
  ) {}

  static opened({ site, lineage, type, rev, seq, check }: Opened, content: string): Replica {
    const state = new Synchronized(site, rev, seq);
    return new Replica(lineage, type, new BaseText(content), state, check);
  }

  /** A document made here: no server has seen it. Its site is known when one has. */
  static unborn(): Replica {
    return new Replica(UNBORN, "text", new BaseText(""), new Synchronized("", 0, 0), null);
  }

  static restored(kept: KeptDocument): Replica {
    const { lineage, type, content, check } = kept;
    const replica = new Replica(lineage, type, new BaseText(content), stateOf(kept), check);
    replica.held = kept.held === true;
    return replica;
  }

  get state(): ClientState {
    return this.current;
  }

  get isUnborn(): boolean {
    return this.lineage === UNBORN;
  }

  /** Where to resume from; null if no server can know. */
  get point(): ResumePoint | null {
    if (this.isUnborn) return null;
    return { lineage: this.lineage, rev: this.current.revision, check: this.check };
  }

  /** The log's text. */
  baseText(): string {
    return this.base.toString();
  }

  get baseLength(): number {
    return this.base.length;
  }

  /** The log's text, and all that it lacks. */
  localText(): string {
    const base = this.base.toString();
    return this.current.pending?.apply(base) ?? base;
  }

  /** Of the log's text. */
  hash(): number {
    return contentHash(this.base.toString());
  }

  /** Makes what is in flight small enough, and says whether it had to be changed for that. */
  fit(size: Size): boolean {
    const before = this.current;
    this.current = fitted(before, size);
    return this.current !== before;
  }

  /** What is in flight, frozen anew: see `refrozen`. */
  refreeze(): void {
    this.current = refrozen(this.current);
  }

  edit(operation: Operation): void {
    this.current = this.current.edit(operation);
  }

  /**
   * After a reconnect: what was missed. A log that was restored from a backup goes on under another
   * lineage, and the server knows whether this client stands on the part that both share.
   */
  resume(steps: readonly Step[], { lineage, check, seq }: Opened): TakenIn | Violation {
    const taken = this.takeIn(steps, check, seq);
    if (taken.kind === "taken") this.lineage = lineage;
    return taken;
  }

  /**
   * All or nothing. `check` names the last entry where the steps do not; `lastSequence`, after a
   * reconnect, is how many operations of this outbox the log then holds.
   */
  takeIn(
    steps: readonly Step[],
    check: EntryName | null,
    lastSequence: number | null = null,
  ): TakenIn | Violation {
    const passed: Passed[] = [];
    let state = this.current;
    let apply: Buffer | null = null;
    let { baseLength: length } = this;
    for (const step of steps) {
      // With nothing in flight, nothing else would notice before the editor.
      const { baseLength, targetLength } = step.operation;
      if (baseLength !== length) {
        return violation("DOES_NOT_FIT", `a step for ${baseLength} units, the text has ${length}`);
      }
      length = targetLength;
      const received = receive(state, [step]);
      if (received.kind === "violation") return received;
      if (received.apply !== null) apply = Buffer.after(apply, received.apply);
      passed.push({ by: step.kind === "folded" ? null : step.by, operation: step.operation });
      state = received.state;
    }
    if (lastSequence !== null && lastSequence !== state.lastSequence) {
      return anotherWriter(state, lastSequence);
    }
    this.current = state;
    this.check = lastName(steps) ?? check ?? this.check;
    passed.forEach(({ operation }) => this.base.move(operation));
    return {
      kind: "taken",
      apply: apply?.toOperation() ?? null,
      through: composed(passed),
      passed,
      inDoubt: false,
    };
  }

  /**
   * Whether the content of a log that cannot say how it came to it is that of this very document: the
   * log was cut back, or the document was born here and has had nothing but unsent edits so far.
   */
  canTakeContent({ body }: Opened): boolean {
    return this.isUnborn || ("reason" in body && body.reason === "compacted");
  }

  /**
   * The log does not reach back to here: takes the difference to its content as what happened.
   *
   * That the log holds what is in flight is known by its number only. Where this outbox has a second
   * holder, that may be the other's operation; then the difference takes the text of this one away.
   * From here that looks as if others had deleted it, so it is in doubt.
   */
  takeContent({ lineage, site, rev, seq, check }: Opened, content: string): TakenIn | Violation {
    const state = this.isUnborn ? stateOf({ ...this.standing(), site }) : this.current;
    const stored = isStored(state, seq) ? state.outstanding : null;
    const base = stored?.apply(this.base.toString()) ?? this.base.toString();
    const missed = textDifference(base, content);
    const received = rebase(state, rev, seq, missed);
    if (received.kind === "violation") return received;
    if (contentHash(missed.apply(base)) !== contentHash(content)) {
      return violation("DOES_NOT_FIT", "the difference does not lead to the new content");
    }
    const own = stored === null ? [] : [{ by: site, operation: stored }];
    const passed = [...own, { by: null, operation: missed }];
    const inDoubt = stored !== null && deletesTextOf(stored, missed);
    this.lineage = lineage;
    this.current = received.state;
    this.check = check;
    this.base = new BaseText(content);
    return { kind: "taken", apply: received.apply, through: composed(passed), passed, inDoubt };
  }

  standing(): Standing {
    const { site, revision, lastSequence, inFlight, outstanding, buffer } = this.current;
    return {
      site,
      lineage: this.lineage,
      type: this.type,
      revision,
      check: this.check,
      lastSequence,
      inFlight: inFlight === null ? null : { ...inFlight, outstanding },
      buffer: buffer?.toOperation() ?? null,
      pendingEdits: this.current.pendingEdits,
      held: this.held,
    };
  }

  kept(): KeptDocument {
    return { ...this.standing(), content: this.base.toString() };
  }
}

function stateOf(standing: Standing): ClientState {
  const { site, revision, lastSequence, inFlight, buffer, pendingEdits } = standing;
  if (inFlight === null) return new Synchronized(site, revision, lastSequence);
  const { outstanding, ...frozen } = inFlight;
  if (buffer === null) return new AwaitingAck(site, revision, frozen, outstanding, pendingEdits);
  const later = Buffer.of(buffer, Math.max(1, pendingEdits - 1));
  return new AwaitingAckWithBuffer(site, revision, frozen, outstanding, later);
}

function lastName(steps: readonly Step[]): EntryName | null {
  const last = steps.at(-1);
  return last === undefined || last.kind === "folded" ? null : [last.by, last.sequence];
}

function deletesTextOf(earlier: Operation, later: Operation): boolean {
  return earlier.compose(later).pool.length < earlier.pool.length + later.pool.length;
}

function composed(passed: readonly Passed[]): Operation | null {
  let all: Buffer | null = null;
  for (const { operation } of passed) all = Buffer.after(all, operation);
  return all?.toOperation() ?? null;
}
