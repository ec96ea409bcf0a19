import type { EditorPort } from "../editor/EditorPort";
import { InvalidOperationException, type Operation, type Size } from "../ot/index";
import type { CursorTalk } from "./CursorTalk";
import { readSteps } from "./decode";
import type { ResumePoint } from "./encode";
import type { Frozen } from "./Frozen";
import type { MissedSteps, Opened, Ops, StepMessage } from "./messages";
import type { OutboxWriter } from "./OutboxWriter";
import type { People } from "./People";
import { violation, type Violation } from "./Received";
import type { Replica, TakenIn } from "./Replica";
import type { Step } from "./Step";

/** How a document went on after something arrived. */
export type Progress = "moved" | "missing" | "mismatch" | Violation;

/**
 * One document on this side: editor, replica, outbox and cursors, kept in step.
 *
 *     the person ──► edit ──► replica ──► outbox ──► (in flight)
 *     the server ──► take ──► replica ──► editor, cursors, outbox
 */
export class LocalDocument {
  /** What is known to be small enough. */
  private fitting: Frozen | null = null;

  constructor(
    private readonly replica: Replica,
    private readonly port: EditorPort,
    private readonly writer: OutboxWriter,
    private readonly people: People,
    private readonly talk: CursorTalk,
  ) {}

  /** Where to resume from. */
  get point(): ResumePoint {
    return this.replica.point;
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

  /** Live steps. */
  receive({ from, steps, check, hash }: Ops): Progress {
    const { revision } = this.replica.state;
    const count = steps.reduce((sum, step) => sum + ("fold" in step ? step.fold : 1), 0);
    if (from < revision && from + count <= revision) return "moved";
    if (from !== revision) return "missing";
    const read = readable(steps, this.replica);
    if (!Array.isArray(read)) return read;
    const taken = this.replica.takeIn(read, check);
    if (taken.kind === "violation") return taken;
    this.take(taken);
    return hash === null || hash === this.replica.hash() ? "moved" : "mismatch";
  }

  /** The steps that were missed while there was no connection. */
  resume(opened: Opened, { from, steps }: MissedSteps): Progress {
    if (opened.lineage !== this.replica.lineage || from !== this.replica.state.revision) {
      return violation("DOES_NOT_FIT", `resumed from ${from} of ${opened.lineage}`);
    }
    const read = readable(steps, this.replica);
    if (!Array.isArray(read)) return read;
    const taken = this.replica.takeIn(read, opened.check, opened.seq);
    if (taken.kind === "violation") return taken;
    this.take(taken);
    return "moved";
  }

  /** Whether what was opened is this very document, and only the log too short to resume from. */
  canRebase({ body, lineage }: Opened): boolean {
    const compacted = "reason" in body && body.reason === "compacted";
    return compacted && lineage === this.point.lineage;
  }

  /** The log does not reach back far enough: its content stands for what was missed. */
  rebase(opened: Opened, content: string): Progress {
    const taken = this.replica.takeContent(opened, content);
    if (taken.kind === "violation") return taken;
    this.take(taken);
    return "moved";
  }

  showPeople(): void {
    this.port.showPeople(this.people.cursors(() => this.replica.state.pending));
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

function readable(steps: readonly StepMessage[], { type }: Replica): Step[] | Violation {
  try {
    return readSteps(steps, type);
  } catch (broken) {
    if (!(broken instanceof InvalidOperationException)) throw broken;
    return violation("DOES_NOT_FIT", broken.message);
  }
}
