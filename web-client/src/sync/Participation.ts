import type { Operation, Selection } from "../ot/index";
import type { KeptCopy, KeptDocument, Outbox, Trouble } from "../store/index";
import { Backoff } from "./Backoff";
import * as encode from "./encode";
import type { Cancel } from "./Environment";
import { Exchange } from "./Exchange";
import { operationSize } from "./fitted";
import { Holding } from "./Holding";
import type { LocalDocument, Progress } from "./LocalDocument";
import type { DocumentMessage, Nack, Opened, Problem } from "./messages";
import { exchangeOverHttp, isPassing, type Answer } from "./overHttp";
import type { Observer, ParticipationContext, Phase } from "./ParticipationContext";
import { People } from "./People";
import { Refusals } from "./Refusals";
import { Relay } from "./Relay";
import { Reunions } from "./reunion/Reunions";
import type { Access, Blocked, LastError } from "./SessionStatus";

/** A document that went well for this long does not owe its last trouble any patience. */
const STEADY_MILLIS = 30_000;
/** A server that names no time is asked again after this long, over HTTP. */
const REFUSED_MILLIS = 3_000;

/**
 * Taking part in one document: PROTOCOL 5.
 *
 *                   ┌──► relayed ◄── over HTTP, where no socket can be held
 *                   ▼
 *     loading ──► apart ◄──► opening ──► live
 *        ▲                      │         │ refused for good
 *        │ discarded, or anew   ▼         ▼
 *        └─────────────────────── blocked
 *
 * Here is decided what happens when; what this page has of the document is a Holding, and every way
 * out of it keeps the unsent edits.
 */
export class Participation {
  phase: Phase = "loading";
  access: Access = "write";
  blocked: Blocked | null = null;
  lastError: LastError | null = null;
  readonly people = new People();
  private readonly holding: Holding;
  private readonly exchange: Exchange;
  private readonly relay: Relay;
  private readonly reunions: Reunions;
  private readonly refusals = new Refusals();
  private readonly anew: Backoff;
  private levelSince = Infinity;
  private cancelOpening: Cancel = () => undefined;

  constructor(
    private readonly context: ParticipationContext,
    private readonly observer: Observer,
  ) {
    this.anew = new Backoff(() => context.environment.random());
    this.reunions = new Reunions(context);
    const settled = () => this.holding.settled;
    this.exchange = new Exchange(context, this.people, settled, () => !this.isHeld);
    this.holding = new Holding(context, observer, this.people, this.exchange.talk);
    this.relay = new Relay(context.environment, {
      ask: () => this.ask(),
      exchange: (body) => exchangeOverHttp(context.link.http, context.doc, body),
      answered: (answer) => this.answered(answer),
      hasUnsent: () => this.inFlightOverHttp !== null,
    });
  }

  /** How many edits the log lacks; null while there is no text. */
  get pendingEdits(): number | null {
    return this.local?.pendingEdits ?? null;
  }

  get isKept(): boolean {
    return this.holding.isKept;
  }

  get unsentSince(): number | null {
    return this.holding.unsentSince;
  }

  get trouble(): Trouble | null {
    return this.holding.trouble;
  }

  /** Whether the unsent waits until the person has seen what it met. */
  get isHeld(): boolean {
    return this.local?.isHeld ?? false;
  }

  /** The outbox is ready, and this is what was in it. */
  begin(outbox: Outbox, kept: KeptDocument | null): void {
    if (this.phase === "ended") return;
    if (!this.holding.begin(outbox, kept)) return this.openAnew("mismatch", 0);
    this.reunions.begun(this.pendingEdits !== null && this.pendingEdits > 0);
    this.phase = "apart";
    this.open();
  }

  edited(operation: Operation): void {
    this.local?.edit(operation);
    this.exchange.carry();
    this.relay.soon();
    this.observer.changed();
  }

  selected(selection: Selection): void {
    this.exchange.talk.selected(selection);
  }

  compositionEnded(): void {
    this.relay.soon();
    if (this.phase === "live") this.progressed(this.exchange.release());
    else this.open();
  }

  /** There is a socket to the server. It takes over from the relay. */
  connected(): void {
    if (this.phase === "relayed") this.standApart("apart");
    this.relay.stop();
    this.reunions.reached();
    this.open();
  }

  disconnected(): void {
    if (this.phase === "live" || this.phase === "opening") this.standApart("apart");
    this.observer.changed();
  }

  /** No socket can be held, and HTTP is worth trying. */
  relayed(): void {
    if (this.phase === "apart") this.open();
  }

  received(message: DocumentMessage): void {
    if (message.t === "opened" && this.phase === "opening") this.opened(message);
    else if (message.t === "error" && this.phase === "opening") this.notOpened(message);
    else if (this.phase === "live") this.live(message);
    this.observer.changed();
  }

  /** The person has seen what their edits met: they go out. */
  release(): void {
    this.local?.release();
    this.exchange.carry();
    this.relay.soon();
    this.observer.changed();
  }

  keepCopy(text: string, reason: KeptCopy["reason"]): void {
    this.holding.keepCopy(text, reason);
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
    this.relay.stop();
    this.exchange.talk.stop();
    this.cancelOpening();
    this.tellClosed();
  }

  private get local(): LocalDocument | null {
    return this.holding.local;
  }

  /** Asks the server for the document, if there is a way to it and nothing else to wait for. */
  private open(): void {
    const { doc, link } = this.context;
    const { client } = this.holding;
    if (this.phase === "apart" && client !== null && !this.mustHoldStill) {
      if (link.welcome !== null) {
        this.phase = "opening";
        link.send(encode.open(doc, client, this.create, this.local?.point ?? null));
      } else if (link.mayRelay) {
        this.relay.begin();
      }
    }
    this.observer.changed();
  }

  /** A document that was made here is made at the server, whoever opens it. */
  private get create() {
    const { create, fresh } = this.context;
    const unborn = this.local !== null && this.local.point === null;
    return fresh || unborn ? "text" : create;
  }

  /** What was missed may not go into text that is being composed: opening waits for the end of it. */
  private get mustHoldStill(): boolean {
    return this.local !== null && this.context.port.composing;
  }

  /** What the relay asks: to open the document, and to take what is in flight. */
  private ask(): Promise<string> | null {
    const { client, settled } = this.holding;
    const mayAsk = this.phase === "apart" || this.phase === "relayed";
    if (!mayAsk || client === null || this.mustHoldStill) return null;
    const { name, color } = this.context.link.http;
    const resume = this.local?.point ?? null;
    const operation = this.inFlightOverHttp;
    const body = encode.exchange({ client, name, color, create: this.create, resume, operation });
    return settled.then(() => body);
  }

  /** Nothing is sent along before it is known what was missed: the person may want to see that. */
  private get inFlightOverHttp() {
    const mayWrite = this.access === "write" && !this.isHeld && !this.refusals.wantOpening;
    if (this.phase !== "relayed" || !mayWrite || !this.local?.point) return null;
    this.local.fit(operationSize(new Map()));
    return this.local.inFlight;
  }

  /** Takes in what came over HTTP; returns how long the next exchange has to wait at least. */
  private answered(answer: Answer): number {
    let wait = 0;
    if (answer.t === "silence") {
      if (this.phase === "relayed") this.standApart("apart");
    } else if (answer.t === "opened") {
      if (!this.mustHoldStill) this.opened(answer);
    } else if (answer.t === "nack") {
      wait = answer.after ?? REFUSED_MILLIS;
      this.refused(answer);
    } else {
      this.notOpened(answer);
    }
    this.observer.changed();
    return wait;
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
    if (this.phase === "live" || this.phase === "relayed") this.reunions.parted();
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
    if (this.mustHoldStill) return this.reopen();
    const arrival = this.holding.arrive(opened, (level, wasHeld) => {
      // Who is relayed is never away for longer than between two exchanges.
      return this.phase !== "relayed" && this.reunions.reunite(level, opened, wasHeld);
    });
    if (arrival.kind === "unusable") this.block(arrival.why);
    else if (arrival.kind === "missing") this.goesOn("missing");
    else if (arrival.kind === "violation") this.goesOn(arrival);
    else if (this.local !== null) this.settle(this.local, opened);
  }

  /** The document is level with the server. */
  private settle(local: LocalDocument, { access, people }: Opened): void {
    if (this.refusals.isDue(local.inFlight?.sequence)) local.refreeze();
    this.access = access;
    if (this.phase !== "relayed") this.levelSince = this.context.environment.now();
    if (this.relay.isRunning) {
      this.phase = "relayed";
    } else {
      this.phase = "live";
      this.people.reset(people, this.context.link.welcome?.session ?? "");
      this.exchange.begin(local, access);
      this.observer.peopleChanged();
    }
    this.observer.level();
  }

  private notOpened(problem: Problem): void {
    const { code, message } = problem;
    this.failed(code, message);
    if (isPassing(problem)) this.openLater(this.patience());
    else if (code === "not_found" && this.local !== null) this.block({ code: "gone", message });
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
        this.fault(message.code, `${message.code}: ${message.message}`);
        if (message.code === "not_open") this.reopen();
        return;
      case "opened":
        // One of the two answers was to an opening that was given up. The seat is that of the last.
        this.fault("opened", "opened twice");
        return this.reopen();
    }
  }

  private refused(nack: Nack): void {
    if (nack.seq !== this.local?.inFlight?.sequence) return;
    this.failed(nack.code, nack.message);
    const fate = this.refusals.fateOf(nack);
    if (fate === "refused") this.block({ code: nack.code, message: nack.message });
    else if (this.phase !== "live") return;
    else if (fate === "frozen anew") this.reopen();
    else this.exchange.refusedForNow(nack);
  }

  private progressed(progress: Progress): void {
    if (this.goesOn(progress)) this.exchange.moved();
    this.observer.changed();
  }

  /** Whether all is well; otherwise the way out of what is not has been taken. */
  private goesOn(progress: Progress): boolean {
    if (progress === "moved") return true;
    if (progress === "missing") {
      this.fault("missing", "a stretch of the log is missing");
      this.reopen();
    } else if (progress === "mismatch") {
      this.fault("mismatch", "the text is not the server's");
      this.openAnew("mismatch", this.patience());
    } else {
      this.fault(progress.reason, `${progress.reason}: ${progress.message}`);
      const reason = progress.reason === "ANOTHER_WRITER" ? "refused" : "mismatch";
      this.openAnew(reason, this.patience());
    }
    return false;
  }

  private block(why: Blocked): void {
    this.standApart("blocked");
    this.relay.stop();
    this.blocked = why;
    this.tellClosed();
  }

  /** Gives the document as it is here up, but for a copy, and opens it afresh. */
  private openAnew(reason: KeptCopy["reason"], delayMillis: number): void {
    this.standApart("loading");
    this.tellClosed();
    void this.holding.giveUp(reason).then(() => this.openLater(delayMillis));
  }

  /** How long to wait before the document is opened once more, after something went wrong. */
  private patience(): number {
    const { environment } = this.context;
    if (environment.now() - this.levelSince >= STEADY_MILLIS) this.anew.reset();
    this.levelSince = Infinity;
    return this.anew.next();
  }

  private fault(code: string, message: string): void {
    this.failed(code, message);
    this.observer.fault(new Error(message));
  }

  private failed(code: string, message: string): void {
    const { doc, environment, watcher } = this.context;
    this.lastError = { at: environment.now(), code, message };
    watcher.failed?.(doc, code);
  }
}
