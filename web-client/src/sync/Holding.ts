import type { DocumentType } from "../ot/index";
import type { KeptCopy, KeptDocument, Outbox, Trouble } from "../store/index";
import { arrive, type Arrival } from "./arrive";
import type { Incident, IncidentKind, Origin } from "./incident/index";
import type { CursorTalk } from "./CursorTalk";
import { LocalDocument, type MustHold } from "./LocalDocument";
import type { Opened } from "./messages";
import { OutboxWriter, type OutboxWriterListener } from "./OutboxWriter";
import type { ParticipationContext } from "./ParticipationContext";
import type { People } from "./People";
import { Replica } from "./Replica";

/**
 * What this page has of a document: its outbox, and its text in the editor, once there is one.
 *
 *     begin ──► nothing yet ◄──giveUp──┐
 *       │            │ arrive          │
 *       └──kept──► a text, and what of it is unsent
 *
 * Unsent edits leave only as a copy that the person can see.
 */
export class Holding {
  private writer: OutboxWriter | null = null;
  private document: LocalDocument | null = null;

  constructor(
    private readonly context: ParticipationContext,
    private readonly listener: OutboxWriterListener,
    private readonly people: People,
    private readonly talk: CursorTalk,
  ) {}

  get local(): LocalDocument | null {
    return this.document;
  }

  /** How many edits the log lacks; null while there is no text. */
  get pendingEdits(): number | null {
    return this.document?.pendingEdits ?? null;
  }

  /** The secret id of the outbox; null while there is none. */
  get client(): string | null {
    return this.writer?.client ?? null;
  }

  /** A document that was made here is made at the server, whoever opens it. */
  get create(): DocumentType | undefined {
    const { create, fresh } = this.context;
    return fresh || this.document?.point === null ? "text" : create;
  }

  /** What was missed may not go into text that is being composed. */
  get mustHoldStill(): boolean {
    return this.document !== null && this.context.port.composing;
  }

  /** Whether nothing of it goes out before the person has seen what it met. */
  get isHeld(): boolean {
    return this.document?.isHeld ?? false;
  }

  get isKept(): boolean {
    return this.writer?.isKept ?? false;
  }

  get unsentSince(): number | null {
    return this.writer?.unsentSince ?? null;
  }

  get trouble(): Trouble | null {
    return this.writer?.trouble ?? null;
  }

  /** Fulfilled when all that was given to the outbox so far is written, or failed. */
  get settled(): Promise<void> {
    return this.writer?.settled ?? Promise.resolve();
  }

  /** The outbox is ready, and this is what was in it. False: that cannot be put together. */
  begin(outbox: Outbox, kept: KeptDocument | null): boolean {
    const writer = new OutboxWriter(outbox, this.listener);
    this.writer = writer;
    if (kept !== null) return this.restored(kept, writer);
    if (this.context.fresh) this.start(Replica.unborn(), writer);
    return true;
  }

  /** Takes in the answer to an opening. Another document is taken over, and what was here a copy. */
  arrive(opened: Opened, mustHold: MustHold): Arrival {
    const arrival = this.document?.arrive(opened, mustHold) ?? arrive(null, opened);
    if (arrival.kind === "afresh" && this.writer !== null) {
      const { lineage, rev: revision } = opened;
      this.note(this.examine("diverged", { lineage, revision }));
      this.keepCopyUnless(arrival.replica.baseText(), "diverged");
      this.start(arrival.replica, this.writer);
    }
    return arrival;
  }

  /** All that is known here of the document; null while there is nothing that a server has. */
  examine(
    kind: IncidentKind,
    answered: { readonly lineage: string; readonly revision: number } | null = null,
  ): Incident | null {
    const { doc, environment } = this.context;
    return this.document?.incident({ doc, at: environment.now(), kind, answered }) ?? null;
  }

  /** What is known of it is put aside, before the document as it is here is given up. */
  note(incident: Incident | null): void {
    if (incident !== null) this.context.watcher.incident?.(incident);
  }

  /** A version that the person wants to have beside the document. */
  keepCopy(text: string, reason: KeptCopy["reason"]): void {
    const { doc } = this.context;
    this.writer?.keepCopy({ doc, text, unsent: this.document?.isHeld === true, reason });
  }

  /**
   * Gives the document as it is here up, but for a copy. What comes next begins as somebody who has
   * never had the document, under a new client id: what may still be on its way under the old one
   * stays apart.
   */
  giveUp(reason: KeptCopy["reason"]): Promise<void> {
    this.keepCopyUnless(null, reason);
    this.document = null;
    return this.writer?.renew() ?? Promise.resolve();
  }

  /** Takes over what an outbox kept. If that cannot be put together, its texts become a copy. */
  private restored(kept: KeptDocument, writer: OutboxWriter): boolean {
    try {
      this.adopt(Replica.restored(kept), writer, "device");
      return true;
    } catch (error) {
      this.listener.fault(error as Error);
      const pieces = [kept.content, kept.inFlight?.operation.pool, kept.buffer?.pool];
      const text = pieces.filter((piece) => piece !== undefined && piece !== "").join("\n\n");
      const { doc } = this.context;
      writer.keepCopy({ doc, text, unsent: kept.pendingEdits > 0, reason: "mismatch" });
      return false;
    }
  }

  private start(replica: Replica, writer: OutboxWriter): void {
    writer.reset(replica.kept());
    this.adopt(replica, writer, "server");
  }

  private adopt(replica: Replica, writer: OutboxWriter, origin: Origin): void {
    const { port } = this.context;
    this.talk.forget();
    port.reset(replica.localText());
    this.document = new LocalDocument(replica, port, writer, this.people, this.talk, origin);
  }

  /** Keeps what the editor shows, unless that is `content`. */
  private keepCopyUnless(content: string | null, reason: KeptCopy["reason"]): void {
    const { doc, port } = this.context;
    const text = port.content;
    if (this.document === null || text === content) return;
    this.writer?.keepCopy({ doc, text, unsent: this.document.pendingEdits > 0, reason });
  }
}
