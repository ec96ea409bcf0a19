import type { EditorPort } from "../editor/EditorPort";
import type { DocumentType, Operation, Selection } from "../ot/index";
import type { KeptCopy, KeptDocument, Outbox } from "../store/index";
import { Backoff } from "./Backoff";
import { Courier } from "./Courier";
import { CursorTalk } from "./CursorTalk";
import * as encode from "./encode";
import type { Cancel, Environment } from "./Environment";
import type { Link } from "./Link";
import { LiveStream } from "./LiveStream";
import { LocalDocument, type Progress } from "./LocalDocument";
import type { DocumentMessage, Nack, Opened, Problem } from "./messages";
import { OutboxWriter } from "./OutboxWriter";
import { People } from "./People";
import { Replica } from "./Replica";
import type { Access, Blocked } from "./SessionStatus";

export interface ParticipationContext {
  readonly doc: string;
  readonly port: EditorPort;
  readonly create: DocumentType | undefined;
  readonly environment: Environment;
  readonly link: Link;
}

/** Who is told what happens. */
export interface Observer {
  /** Anything of the status may be another now. */
  changed(): void;
  peopleChanged(): void;
  copyKept(copy: KeptCopy): void;
  fault(error: Error): void;
}

/**
 * `loading`: the outbox is not ready. `apart`: no way to the server. `opening`: the server was
 * asked. `live`: in step with the server. `blocked`: an operation was refused for good, or the
 * document cannot be opened, and nothing moves until the person decides.
 */
export type Phase = "loading" | "apart" | "opening" | "live" | "blocked" | "ended";

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
  readonly people = new People();
  private outbox: Outbox | null = null;
  private writer: OutboxWriter | null = null;
  private local: LocalDocument | null = null;
  private readonly stream: LiveStream;
  private readonly courier: Courier;
  private readonly talk: CursorTalk;
  private readonly anew: Backoff;
  private cancelOpening: Cancel = () => undefined;

  constructor(
    private readonly context: ParticipationContext,
    private readonly observer: Observer,
  ) {
    const { doc, environment, link } = context;
    this.stream = new LiveStream(context.port, this.people);
    this.anew = new Backoff(() => environment.random());
    this.courier = new Courier(
      environment,
      () => this.writer?.settled ?? Promise.resolve(),
      (frozen) => link.send(encode.submit(doc, frozen)),
    );
    this.talk = new CursorTalk(
      environment,
      () => this.phase === "live" && this.local?.inFlight === null && !this.stream.isHeldBack,
      (selection) => link.send(encode.cursor(doc, this.local!.point.rev, selection)),
    );
  }

  /** How many edits the log lacks; null while there is no text. */
  get pendingEdits(): number | null {
    return this.local?.pendingEdits ?? null;
  }

  get isKept(): boolean {
    return this.writer?.isKept ?? false;
  }

  /** The outbox is ready, and this is what was in it. */
  begin(outbox: Outbox, kept: KeptDocument | null): void {
    if (this.phase === "ended") return;
    this.outbox = outbox;
    this.writer = new OutboxWriter(
      outbox,
      () => this.observer.changed(),
      (error) => this.observer.fault(error),
    );
    if (kept !== null) this.adopt(Replica.restored(kept));
    this.phase = "apart";
    this.open();
    this.observer.changed();
  }

  edited(operation: Operation): void {
    this.local?.edit(operation);
    this.carry();
    this.observer.changed();
  }

  selected(selection: Selection): void {
    this.talk.selected(selection);
  }

  compositionEnded(): void {
    const { local } = this;
    if (this.phase === "live" && local !== null) this.advance(this.stream.release(local));
    else this.open();
    this.observer.changed();
  }

  connected(): void {
    this.open();
    this.observer.changed();
  }

  disconnected(): void {
    if (this.phase === "live" || this.phase === "opening") this.standApart("apart");
    this.observer.changed();
  }

  received(message: DocumentMessage): void {
    if (message.t === "opened" && this.phase === "opening") this.opened(message);
    else if (message.t === "error" && this.phase === "opening") this.notOpened(message);
    else if (this.phase === "live" && this.local !== null) this.live(message, this.local);
    this.observer.changed();
  }

  /** When blocked: asks the server once more. */
  retry(): void {
    if (this.phase !== "blocked") return;
    this.blocked = null;
    this.phase = "apart";
    this.open();
    this.observer.changed();
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
    this.talk.stop();
    this.cancelOpening();
    this.context.link.send(encode.close(this.context.doc));
  }

  private open(): void {
    const { doc, create, link } = this.context;
    if (this.phase !== "apart" || this.outbox === null || link.welcome === null) return;
    if (this.mustHoldStill) return;
    this.phase = "opening";
    link.send(encode.open(doc, this.outbox.client, create, this.local?.point ?? null));
  }

  /** What was missed may not go into text that is being composed: opening waits for the end of it. */
  private get mustHoldStill(): boolean {
    return this.local !== null && this.context.port.composing;
  }

  /** Asks again for what was lost, on the same connection. */
  private reopen(): void {
    this.standApart("apart");
    this.context.link.send(encode.close(this.context.doc));
    this.open();
  }

  private standApart(phase: Phase): void {
    this.phase = phase;
    this.courier.stop();
    this.stream.clear();
    this.people.clear();
    this.context.port.showPeople([]);
    this.observer.peopleChanged();
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
    } else if (this.local !== null && this.canRebase(opened)) {
      this.settle(this.local.rebase(opened, body.content), opened);
    } else {
      this.keepCopyUnless(body.content, "diverged");
      const replica = Replica.opened(opened, body.content);
      this.writer?.reset(replica.kept());
      this.adopt(replica);
      this.settle("moved", opened);
    }
  }

  private canRebase({ body, lineage }: Opened): boolean {
    const compacted = "reason" in body && body.reason === "compacted";
    return compacted && lineage === this.local?.point.lineage;
  }

  private settle(progress: Progress, { access, people }: Opened): void {
    if (!this.goesOn(progress)) return;
    this.phase = "live";
    this.access = access;
    this.people.reset(people, this.context.link.welcome?.session ?? "");
    this.courier.begin();
    this.talk.restart();
    this.observer.peopleChanged();
    this.afterMove();
  }

  private notOpened({ code, message }: Problem): void {
    if (!PASSING.includes(code)) this.block({ code, message });
    else this.openLater(this.anew.next());
  }

  private live(message: DocumentMessage, local: LocalDocument): void {
    switch (message.t) {
      case "ops":
      case "cursor":
        return this.advance(this.stream.take(message, local));
      case "joined":
        this.people.joined(message);
        return this.observer.peopleChanged();
      case "left":
        this.people.left(message.session);
        this.observer.peopleChanged();
        return this.afterMove();
      case "nack":
        return this.refused(message);
      case "access":
        this.access = message.access;
        return this.carry();
      case "error":
        this.observer.fault(new Error(`${message.code}: ${message.message}`));
        if (message.code === "not_open") this.reopen();
        return;
      case "opened":
        this.observer.fault(new Error("opened, and nobody asked"));
    }
  }

  private refused({ seq, code, message, retry, after }: Nack): void {
    if (seq !== this.local?.inFlight?.sequence) return;
    if (retry) this.courier.sendAgain(after);
    else this.block({ code, message });
  }

  private advance(progress: Progress): void {
    if (this.goesOn(progress)) this.afterMove();
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
      const { reason, message } = progress;
      this.observer.fault(new Error(`${reason}: ${message}`));
      this.openAnew(reason === "ANOTHER_WRITER" ? "refused" : "mismatch", this.anew.next());
    }
    return false;
  }

  private afterMove(): void {
    this.local?.showPeople();
    this.carry();
    this.talk.talk();
  }

  /** What is in flight goes out, if it has not. */
  private carry(): void {
    if (this.access === "write") this.courier.carry(this.local?.inFlight ?? null);
  }

  private block(why: Blocked): void {
    this.standApart("blocked");
    this.blocked = why;
    this.context.link.send(encode.close(this.context.doc));
  }

  private adopt(replica: Replica): void {
    const { port } = this.context;
    port.reset(replica.localText());
    this.local = new LocalDocument(replica, port, this.writer!, this.people, this.talk);
  }

  private keepCopyUnless(content: string | null, reason: KeptCopy["reason"]): void {
    const { doc, port } = this.context;
    const text = port.content;
    if (this.local === null || text === content) return;
    const copy = { doc, text, unsent: this.local.pendingEdits > 0, reason };
    this.outbox?.keepCopy(copy).catch((error: Error) => this.observer.fault(error));
    this.observer.copyKept(copy);
  }

  /**
   * Gives the document as it is here up, but for a copy, and opens it as somebody who has never had
   * it: under a new client id, so that what may still be on its way under the old one stays apart.
   */
  private openAnew(reason: KeptCopy["reason"], delayMillis: number): void {
    this.keepCopyUnless(null, reason);
    this.standApart("loading");
    this.context.link.send(encode.close(this.context.doc));
    this.local = null;
    const again = () => this.openLater(delayMillis);
    void this.outbox
      ?.renew()
      .catch((error: Error) => this.observer.fault(error))
      .then(again);
  }

  private openLater(delayMillis: number): void {
    if (this.phase === "ended") return;
    this.phase = "loading";
    this.cancelOpening();
    this.cancelOpening = this.context.environment.after(delayMillis, () => {
      this.phase = "apart";
      this.open();
      this.observer.changed();
    });
  }
}
