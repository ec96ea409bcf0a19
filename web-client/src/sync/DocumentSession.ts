import type { Operation } from "../ot/index";
import {
  MemoryOutbox,
  type DeviceStorage,
  type KeptCopy,
  type KeptDocument,
  type Outbox,
  type OutboxStore,
} from "../store/index";
import { Emitter } from "./Emitter";
import type { Incident } from "./incident/index";
import type { DocumentMessage } from "./messages";
import { Orphans } from "./Orphans";
import { Participation } from "./Participation";
import type { ParticipationContext } from "./ParticipationContext";
import type { Person, SessionEvents } from "./SessionEvents";
import type { Rejoined } from "./reunion/Rejoined";
import { Review } from "./reunion/Review";
import type { ReviewChoice } from "./reunion/ReviewChoice";
import { ReviewMemory } from "./reunion/ReviewMemory";
import type { SessionStatus } from "./SessionStatus";
import { sameStatus, sessionStatusOf } from "./sessionStatusOf";

export interface SessionContext extends Omit<ParticipationContext, "reviewer"> {
  readonly choice: ReviewChoice;
  readonly outboxes: OutboxStore;
  readonly storage: DeviceStorage | null;
}

/** One document, open in one editor: what an application sees of it. Ends with `close`. */
export class DocumentSession {
  private readonly events = new Emitter<SessionEvents>();
  private readonly participation: Participation;
  private readonly stopListening: () => void;
  private readonly orphans: Orphans | null;
  private readonly memory: ReviewMemory;
  private readonly reviewer: Review;
  private outbox: Outbox | null = null;
  private stopWatching: () => void = () => undefined;
  private editable: boolean | null = null;
  private lastStatus: SessionStatus;

  constructor(private readonly context: SessionContext) {
    this.memory = new ReviewMemory(context.storage?.settings ?? null);
    const { choice, environment } = context;
    const reviewer = new Review({
      memory: this.memory,
      policy: () => choice.policy,
      now: () => environment.now(),
      overlapped: (places) => context.watcher.overlapped?.(context.doc, places),
    });
    this.reviewer = reviewer;
    const participation = new Participation(
      { ...context, reviewer },
      {
        changed: () => this.changed(),
        peopleChanged: () => this.events.emit("people", this.people),
        copyKept: (copy) => this.events.emit("copyKept", copy),
        fault: (error) => this.events.emit("fault", error),
        level: () => this.level(),
      },
    );
    this.participation = participation;
    this.orphans = context.storage && new Orphans(context, context.storage, this.events);
    this.stopListening = context.port.listen({
      edited: (operation) => this.edited(operation),
      selected: (selection) => participation.selected(selection),
      compositionEnded: () => participation.compositionEnded(),
    });
    this.lastStatus = this.status;
    this.updateEditable();
    void this.load();
  }

  get status(): SessionStatus {
    return sessionStatusOf(this.context.link, this.participation);
  }

  get people(): readonly Person[] {
    return this.participation.people.list();
  }

  /** Versions of this person's own that were kept because the document could not take them in. */
  copies(): Promise<readonly KeptCopy[]> {
    return this.outbox?.copies() ?? Promise.resolve([]);
  }

  /** Returns what stops the listening. The listener is told of changes: read `status` first. */
  on<E extends keyof SessionEvents>(
    event: E,
    listener: (value: SessionEvents[E]) => void,
  ): () => void {
    return this.events.on(event, listener);
  }

  /** When blocked: asks the server once more. */
  retry(): void {
    this.participation.retry();
  }

  /** When blocked: gives the unsent edits up (they become a copy), and opens the document afresh. */
  discard(): void {
    this.participation.discard();
  }

  /** What became of the edits of the last absence, until the person has seen it. */
  get review(): Rejoined | null {
    const { current } = this.reviewer;
    return current?.held === true && !this.participation.holding.isHeld ? null : current;
  }

  /** The person has seen what became of their edits. What was held goes out. */
  confirm(): void {
    this.reviewer.confirm();
    this.participation.release();
  }

  /** The text as it was before it met the others' edits becomes a copy. */
  keepMine(): void {
    const { review } = this;
    if (review !== null) this.participation.keepCopy(review.mine, "reviewed");
  }

  close(): void {
    this.stopListening();
    this.orphans?.end();
    this.participation.end();
    this.updateEditable();
    this.context.link.release();
    void this.outbox?.close();
  }

  /** For the client: all that is known here of the document, for whoever wants to look into it. */
  examine(): Incident | null {
    return this.participation.holding.examine("asked");
  }

  /** For the client: the connection was greeted. */
  connected(): void {
    this.participation.connected();
  }

  /** For the client: the connection is gone, since then. */
  disconnected(since: number): void {
    void this.context.choice.lookUp();
    this.participation.disconnected(since);
  }

  /** For the client: no socket can be held. */
  relayed(): void {
    this.participation.relayed();
  }

  /** For the client: a message about this document. */
  received(message: DocumentMessage): void {
    this.participation.received(message);
  }

  /** For the client: something on the connection went wrong, and was survived. */
  faulted(error: Error): void {
    this.events.emit("fault", error);
  }

  /** For the client: something of the status may be another now. */
  changed(): void {
    this.updateEditable();
    this.forgetReviewOfNothing();
    const { status } = this;
    if (sameStatus(status, this.lastStatus)) return;
    this.lastStatus = status;
    this.context.watcher.statusChanged?.(this.context.doc, status);
    this.events.emit("status", status);
  }

  /** The edits that it was about are a copy now, or nothing is left of them. */
  private forgetReviewOfNothing(): void {
    const { phase, holding } = this.participation;
    const isGone = phase !== "ended" && !holding.isHeld;
    if (isGone && this.reviewer.current?.held === true) this.reviewer.confirm();
  }

  private async load(): Promise<void> {
    const looked = this.context.choice.lookUp();
    const { outbox, kept } = await this.openOutbox();
    await looked;
    await this.begin(outbox, kept, () => this.participation.phase === "loading");
  }

  /**
   * The database did not answer when this began, and does now: what it has of the document is shown,
   * network or not. Whoever has a text by now keeps that; what else there is are orphans.
   */
  private async lookAgain(): Promise<void> {
    if (!this.hasNothing) return;
    const { outbox, kept } = await this.openOutbox();
    if (kept === null) return outbox.close();
    const first = this.outbox;
    await this.begin(outbox, kept, () => this.hasNothing);
    if (this.outbox === outbox) await first?.close();
  }

  private get hasNothing(): boolean {
    const { phase, holding } = this.participation;
    return phase === "apart" && holding.local === null;
  }

  /** Goes on with an outbox, if that still `fits` when all that belongs to it is there. */
  private async begin(
    outbox: Outbox,
    kept: KeptDocument | null,
    fits: () => boolean,
  ): Promise<void> {
    const recalled = kept?.held === true ? await this.memory.recall(kept.site) : null;
    if (!fits()) return outbox.close();
    this.outbox = outbox;
    this.stopWatching();
    this.stopWatching = this.watch(outbox);
    this.participation.begin(outbox, kept);
    if (kept !== null && this.participation.holding.isHeld) {
      this.reviewer.restore(recalled, kept.site, kept.pendingEdits, this.context.port.content);
      this.tellReview();
    }
  }

  private level(): void {
    this.tellReview();
    void this.orphans?.bring();
  }

  private tellReview(): void {
    const news = this.reviewer.takeNews();
    if (news !== null) this.events.emit("rejoined", news);
  }

  private watch(outbox: Outbox): () => void {
    let { trouble } = outbox;
    return outbox.listen(() => {
      // A database that works again may hold what was not seen while it did not.
      if (trouble !== null && outbox.trouble === null) {
        void this.orphans?.bring();
        void this.lookAgain();
      }
      trouble = outbox.trouble;
      this.changed();
    });
  }

  private edited(operation: Operation): void {
    this.participation.edited(operation);
    if (this.participation.phase === "apart") this.askToPersist();
  }

  /** What is kept here now is nowhere else. */
  private askToPersist(): void {
    this.context.storage?.shelf
      .askToPersist()
      .catch((error: unknown) => this.events.emit("fault", asError(error)));
  }

  /** Without an outbox one can still write, in the open page. The status says that it is not kept. */
  private async openOutbox(): Promise<{ outbox: Outbox; kept: KeptDocument | null }> {
    try {
      const outbox = await this.context.outboxes.open(this.context.doc);
      return { outbox, kept: await outbox.load() };
    } catch (error) {
      this.events.emit("fault", asError(error));
      const outbox = new MemoryOutbox(undefined, undefined, "unavailable");
      return { outbox, kept: null };
    }
  }

  private updateEditable(): void {
    const { phase, access, holding } = this.participation;
    const over = phase === "blocked" || phase === "ended";
    const editable = !over && access === "write" && holding.local !== null;
    if (editable === this.editable) return;
    this.editable = editable;
    this.context.port.setEditable(editable);
  }
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
