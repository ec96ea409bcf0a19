import type { Operation, Selection } from "../ot/index";
import type { KeptCopy, KeptDocument, Outbox, Trouble } from "../store/index";
import { Backoff } from "./Backoff";
import * as encode from "./encode";
import type { Cancel } from "./Environment";
import { Exchange } from "./Exchange";
import { LocalDocument, type Progress } from "./LocalDocument";
import type { DocumentMessage, Nack, Opened, Problem } from "./messages";
import { OutboxWriter } from "./OutboxWriter";
import type { Observer, ParticipationContext, Phase } from "./ParticipationContext";
import { People } from "./People";
import { Refusals } from "./Refusals";
import { Replica } from "./Replica";
import type { Access, Blocked, LastError } from "./SessionStatus";

/** Problems that may be gone when the document is opened again. */
const PASSING: readonly string[] = ["internal", "rate", "not_open"];

/**
 * Taking part in one document: PROTOCOL 5.
 *
 *     loading ──► apart ◄──► opening ──► live
 *        ▲                      │         │ refused for good
 *        │ discarded, or anew   ▼         ▼
 *        └─────────────────────── blocked
 *
 * Unsent edits are never thrown away: each way out of a document that they are in either takes them
 * along or keeps them as a copy first.
 */
export class Participation {
  phase: Phase = "loading";
  access: Access = "write";
  blocked: Blocked | null = null;
  lastError: LastError | null = null;
  readonly people = new People();
  private writer: OutboxWriter | null = null;
  private local: LocalDocument | null = null;
  private readonly refusals = new Refusals();
  private cancelOpening: Cancel = () => undefined;
  private readonly exchange: Exchange;
  private readonly anew: Backoff;

  constructor(
    private readonly context: ParticipationContext,
    private readonly observer: Observer,
  ) {
    this.anew = new Backoff(() => context.environment.random());
    const settled = () => this.writer?.settled ?? Promise.resolve();
    this.exchange = new Exchange(context, this.people, settled);
  }

  /** How many edits the log lacks; null while there is no text. */
  get pendingEdits(): number | null {
    return this.local?.pendingEdits ?? null;
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

  /** The outbox is ready, and this is what was in it. */
  begin(outbox: Outbox, kept: KeptDocument | null): void {
    if (this.phase === "ended") return;
    this.writer = new OutboxWriter(outbox, this.observer);
    if (kept !== null && !this.restored(kept, this.writer)) return;
    this.phase = "apart";
    this.open();
  }

  edited(operation: Operation): void {
    this.local?.edit(operation);
    this.exchange.carry();
    this.observer.changed();
  }

  selected(selection: Selection): void {
    this.exchange.talk.selected(selection);
  }

  compositionEnded(): void {
    if (this.phase === "live") this.progressed(this.exchange.release());
    else this.open();
  }

  connected(): void {
    this.open();
  }

  disconnected(): void {
    if (this.phase === "live" || this.phase === "opening") this.standApart("apart");
    this.observer.changed();
  }

  received(message: DocumentMessage): void {
    if (message.t === "opened" && this.phase === "opening") this.opened(message);
    else if (message.t === "error" && this.phase === "opening") this.notOpened(message);
    else if (this.phase === "live") this.live(message);
    this.observer.changed();
  }

  /** When blocked: asks the server once more. */
  retry(): void {
    if (this.phase !== "blocked") return;
    this.blocked = null;
    this.phase = "apart";
    this.open();
  }

  /** When blocked: gives the unsent edits up (they become a copy), and opens the document afresh. */
  discard(): void {
    if (this.phase !== "blocked") return;
    this.blocked = null;
    this.openAnew("discarded", 0);
    this.observer.changed();
  }

  end(): void {
    this.standApart("ended");
    this.exchange.talk.stop();
    this.cancelOpening();
    this.tellClosed();
  }

  /** Asks the server for the document, if there is a way to it and nothing else to wait for. */
  private open(): void {
    const { doc, create, link } = this.context;
    const possible = this.phase === "apart" && link.welcome !== null && !this.mustHoldStill;
    if (possible && this.writer !== null) {
      this.phase = "opening";
      link.send(encode.open(doc, this.writer.client, create, this.local?.point ?? null));
    }
    this.observer.changed();
  }

  /** What was missed may not go into text that is being composed: opening waits for the end of it. */
  private get mustHoldStill(): boolean {
    return this.local !== null && this.context.port.composing;
  }

  /** Asks again for what was lost, on the same connection. */
  private reopen(): void {
    this.standApart("apart");
    this.tellClosed();
    this.open();
  }

  private openLater(delayMillis: number): void {
    if (this.phase === "ended") return;
    this.phase = "loading";
    this.cancelOpening();
    this.cancelOpening = this.context.environment.after(delayMillis, () => {
      this.phase = "apart";
      this.open();
    });
  }

  private standApart(phase: Phase): void {
    this.phase = phase;
    this.exchange.stop();
    this.people.clear();
    this.context.port.showPeople([]);
    this.observer.peopleChanged();
  }

  private tellClosed(): void {
    this.context.link.send(encode.close(this.context.doc));
  }

  private opened(opened: Opened): void {
    const { body } = opened;
    if (this.mustHoldStill) {
      this.reopen();
    } else if (opened.type !== "text") {
      this.block({ code: "type", message: `this editor cannot show ${opened.type}` });
    } else if ("from" in body) {
      this.settle(this.local?.resume(opened, body) ?? "missing", opened);
    } else if (typeof body.content !== "string") {
      this.block({ code: "bad_message", message: "the content is no text" });
    } else if (this.local?.canRebase(opened) === true) {
      this.settle(this.local.rebase(opened, body.content), opened);
    } else if (this.writer !== null) {
      this.keepCopyUnless(body.content, "diverged");
      const replica = Replica.opened(opened, body.content);
      this.writer.reset(replica.kept());
      this.adopt(replica, this.writer);
      this.settle("moved", opened);
    }
  }

  /** Takes over what an outbox kept. If that cannot be put together, its texts become a copy. */
  private restored(kept: KeptDocument, writer: OutboxWriter): boolean {
    try {
      this.adopt(Replica.restored(kept), writer);
      return true;
    } catch (error) {
      this.observer.fault(error as Error);
      const pieces = [kept.content, kept.inFlight?.operation.pool, kept.buffer?.pool];
      const text = pieces.filter((piece) => piece !== undefined && piece !== "").join("\n\n");
      const { doc } = this.context;
      writer.keepCopy({ doc, text, unsent: kept.pendingEdits > 0, reason: "mismatch" });
      this.renew(0);
      return false;
    }
  }

  private settle(progress: Progress, { access, people }: Opened): void {
    if (!this.goesOn(progress) || this.local === null) return;
    if (this.refusals.isDue(this.local.inFlight?.sequence)) this.local.refreeze();
    this.phase = "live";
    this.access = access;
    this.people.reset(people, this.context.link.welcome?.session ?? "");
    this.exchange.begin(this.local, access);
    this.observer.peopleChanged();
  }

  private notOpened({ code, message }: Problem): void {
    if (PASSING.includes(code)) this.openLater(this.anew.next());
    else this.block({ code, message });
  }

  private live(message: DocumentMessage): void {
    switch (message.t) {
      case "ops":
      case "cursor":
        return this.progressed(this.exchange.take(message));
      case "joined":
        this.people.joined(message);
        return this.observer.peopleChanged();
      case "left":
        this.people.left(message.session);
        this.exchange.moved();
        return this.observer.peopleChanged();
      case "nack":
        return this.refused(message);
      case "access":
        this.access = message.access;
        return this.exchange.accessChanged(message.access);
      case "error":
        this.observer.fault(new Error(`${message.code}: ${message.message}`));
        if (message.code === "not_open") this.reopen();
        return;
      case "opened":
        // One of the two answers was to an opening that was given up. The seat is that of the last.
        this.observer.fault(new Error("opened twice"));
        return this.reopen();
    }
  }

  private refused(nack: Nack): void {
    if (nack.seq !== this.local?.inFlight?.sequence) return;
    const fate = this.refusals.fateOf(nack);
    if (fate === "sent again later") this.exchange.refusedForNow(nack);
    else if (fate === "frozen anew") this.reopen();
    else this.block({ code: nack.code, message: nack.message });
  }

  private progressed(progress: Progress): void {
    if (this.goesOn(progress)) this.exchange.moved();
    this.observer.changed();
  }

  /** Whether all is well; otherwise the way out of what is not has been taken. */
  private goesOn(progress: Progress): boolean {
    if (progress === "moved") return true;
    if (progress === "missing") {
      this.observer.fault(new Error("a stretch of the log is missing"));
      this.reopen();
    } else if (progress === "mismatch") {
      this.observer.fault(new Error("the text is not the server's"));
      this.openAnew("mismatch", this.anew.next());
    } else {
      this.observer.fault(new Error(`${progress.reason}: ${progress.message}`));
      const reason = progress.reason === "ANOTHER_WRITER" ? "refused" : "mismatch";
      this.openAnew(reason, this.anew.next());
    }
    return false;
  }

  private block(why: Blocked): void {
    this.standApart("blocked");
    this.blocked = why;
    this.tellClosed();
  }

  private adopt(replica: Replica, writer: OutboxWriter): void {
    const { port } = this.context;
    port.reset(replica.localText());
    this.local = new LocalDocument(replica, port, writer, this.people, this.exchange.talk);
  }

  /** Keeps what the editor shows, unless that is `content`. */
  private keepCopyUnless(content: string | null, reason: KeptCopy["reason"]): void {
    const { doc, port } = this.context;
    const text = port.content;
    if (this.local === null || text === content) return;
    this.writer?.keepCopy({ doc, text, unsent: this.local.pendingEdits > 0, reason });
  }

  /** Gives the document as it is here up, but for a copy, and opens it afresh. */
  private openAnew(reason: KeptCopy["reason"], delayMillis: number): void {
    this.keepCopyUnless(null, reason);
    this.standApart("loading");
    this.tellClosed();
    this.local = null;
    this.renew(delayMillis);
  }

  /**
   * Goes on as somebody who has never had the document: under a new client id, so that what may
   * still be on its way under the old one stays apart.
   */
  private renew(delayMillis: number): void {
    void this.writer?.renew().then(() => this.openLater(delayMillis));
  }
}
