import type { EditorPort } from "../editor/EditorPort";
import { InvalidOperationException, type Operation, type Size } from "../ot/index";
import { arrive, readable, type Arrival, type Level } from "./arrive";
import type { CursorTalk } from "./CursorTalk";
import type { ResumePoint } from "./encode";
import type { Frozen } from "./Frozen";
import {
  evidenceIn,
  evidenceOf,
  Incident,
  Trail,
  type Findings,
  type Origin,
} from "./incident/index";
import type { Opened, Ops } from "./messages";
import type { OutboxWriter } from "./OutboxWriter";
import type { People } from "./People";
import type { Violation } from "./Received";
import type { Replica, TakenIn } from "./Replica";

/** How a document went on after something arrived. */
export type Progress = "moved" | "missing" | "mismatch" | Violation;

/** Whether what was unsent waits, and whether it did so already. */
export type MustHold = (level: Level, wasHeld: boolean) => boolean;

/**
 * One document on this side: editor, replica, outbox and cursors, kept in step.
 *
 *     the person ──► edit ──► replica ──► outbox ──► (in flight)
 *     the server ──► take ──► replica ──► editor, cursors, outbox
 */
export class LocalDocument {
  /** What is known to be small enough. */
  private fitting: Frozen | null = null;
  private readonly trail: Trail;

  constructor(
    private readonly replica: Replica,
    private readonly port: EditorPort,
    private readonly writer: OutboxWriter,
    private readonly people: People,
    private readonly talk: CursorTalk,
    /** Where its text is from. */
    origin: Origin,
  ) {
    this.trail = new Trail(this.place(origin));
  }

  /** Where to resume from; null if no server can know. */
  get point(): ResumePoint | null {
    return this.replica.point;
  }

  /** Of the log's text that is here. */
  get revision(): number {
    return this.replica.state.revision;
  }

  /** The public name of its outbox. */
  get site(): string {
    return this.replica.state.site;
  }

  get inFlight(): Frozen | null {
    return this.replica.state.inFlight;
  }

  get pendingEdits(): number {
    return this.replica.state.pendingEdits;
  }

  /** An edit that the editor has made already. */
  edit(operation: Operation): void {
    if (operation.isIdentity) return;
    // What is written from here on is not what was held.
    if (this.pendingEdits === 0) this.release();
    const before = this.inFlight;
    this.replica.edit(operation);
    this.talk.moved(operation, "AUTHOR");
    if (this.inFlight !== before) this.keep(null);
    else
      this.writer.write(
        (outbox) => outbox.append(operation),
        () => this.replica.kept(),
      );
  }

  /** What is in flight is going to be sent: it must not be larger than the server takes. */
  fit(size: Size): void {
    if (this.inFlight === this.fitting) return;
    if (this.replica.fit(size)) this.keep(null);
    this.fitting = this.inFlight;
  }

  /** The log was cut back beyond the revision of what is in flight, which it does not hold. */
  refreeze(): void {
    this.replica.refreeze();
    this.keep(null);
  }

  /** What is in flight went out. */
  sent(frozen: Frozen): void {
    this.trail.sent(frozen);
  }

  /** Live steps. */
  receive({ from, steps, check, hash }: Ops): Progress {
    const { revision } = this;
    const count = steps.reduce((sum, step) => sum + ("fold" in step ? step.fold : 1), 0);
    if (from < revision && from + count <= revision) return "moved";
    if (from !== revision) return "missing";
    const read = readable(steps, this.replica);
    if ("kind" in read) return this.refuse(read, from, steps, hash);
    const taken = this.replica.takeIn(read, check);
    if (taken.kind === "violation") return this.refuse(taken, from, steps, hash);
    this.take(taken);
    const { baseLength: length } = this.replica;
    this.trail.came({ from, steps: evidenceOf(read), hash, sequence: null, length });
    if (hash !== null && hash !== this.replica.hash()) return "mismatch";
    if (hash !== null) this.trail.goOnFrom(this.place("hash"));
    else if (this.trail.isFull) this.trail.goOnFrom(this.place("steps"));
    return "moved";
  }

  /**
   * The answer to opening it again. `mustHold` says whether the person is to see first what their
   * edits met; the outbox learns of it together with what it met.
   */
  arrive(opened: Opened, mustHold: MustHold = () => false): Arrival {
    const arrival = arrive(this.replica, opened);
    this.remember(opened, arrival);
    if (arrival.kind !== "level") return arrival;
    if (mustHold(arrival, this.isHeld)) this.replica.held = true;
    const { inDoubt: text } = arrival;
    const { doc } = opened;
    if (text !== null) this.writer.keepCopy({ doc, text, unsent: true, reason: "compacted" });
    this.take(arrival.taken);
    return arrival;
  }

  /** All that is known here of how it came to this text; null while no server has the document. */
  incident(about: Pick<Findings, "doc" | "at" | "kind" | "answered">): Incident | null {
    const { point } = this;
    if (point === null) return null;
    const { agreed, start, events } = this.trail;
    const { content } = this.port;
    return new Incident({
      ...about,
      ...{ lineage: point.lineage, site: this.site, revision: this.revision },
      ...{ agreed, start, events, base: this.replica.baseText() },
      shown: { length: content.length, agrees: this.agreesWith(content) },
    });
  }

  /** Whoever looks for what went wrong may find edits that do not even fit the text. */
  private agreesWith(content: string): boolean {
    try {
      return content === this.replica.localText();
    } catch (error) {
      if (error instanceof InvalidOperationException) return false;
      throw error;
    }
  }

  /** Whether nothing of it goes out before the person has seen what it met. */
  get isHeld(): boolean {
    return this.replica.held && this.pendingEdits > 0;
  }

  /** The person has seen it. */
  release(): void {
    if (!this.replica.held) return;
    this.replica.held = false;
    this.keep(null);
  }

  showPeople(): void {
    this.port.showPeople(this.people.cursors(() => this.replica.state.pending));
  }

  /** Steps that cannot be taken in are the first thing that whoever looks into it wants to see. */
  private refuse(wrong: Violation, from: number, steps: Ops["steps"], hash: number | null) {
    const evidence = evidenceIn(steps, this.replica.type);
    this.trail.came({ from, steps: evidence, hash, sequence: null, length: null });
    return wrong;
  }

  private remember({ body, seq: sequence }: Opened, { kind }: Arrival): void {
    if ("from" in body) {
      const steps = evidenceIn(body.steps, this.replica.type);
      const length = kind === "level" ? this.replica.baseLength : null;
      this.trail.came({ from: body.from, steps, hash: null, sequence, length });
      if (this.trail.isFull) this.trail.goOnFrom(this.place("steps"));
    } else if (kind === "level") {
      this.trail.goOnFrom(this.place("server"));
    }
  }

  private place(origin: Origin) {
    const { revision, lastSequence: sequence, inFlight, outstanding } = this.replica.state;
    const waiting = inFlight === null ? null : { frozen: inFlight, moved: outstanding };
    return { revision, text: this.replica.baseText(), origin, sequence, waiting };
  }

  private take({ apply, through, passed }: TakenIn): void {
    if (apply !== null && !apply.isIdentity) {
      this.port.apply(apply);
      this.talk.moved(apply, "OTHER");
    }
    this.people.move(passed);
    this.keep(through);
  }

  /** Another operation may be in flight now, or the log's text moved on: the outbox is told. */
  private keep(through: Operation | null): void {
    const standing = this.replica.standing();
    this.writer.write(
      (outbox) => outbox.advance(through, standing),
      () => this.replica.kept(),
    );
  }
}
