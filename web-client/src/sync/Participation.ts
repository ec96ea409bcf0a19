import type { Operation, Selection } from "../ot/index";
import type { KeptCopy, KeptDocument, Outbox } from "../store/index";
import * as encode from "./encode";
import type { Cancel } from "./Environment";
import { Exchange } from "./Exchange";
import { Holding } from "./Holding";
import type { LocalDocument, Progress } from "./LocalDocument";
import type { DocumentMessage, Nack, Opened, Problem } from "./messages";
import { isPassing, type Answer } from "./overHttp";
import type { Observer, ParticipationContext, Phase } from "./ParticipationContext";
import { People } from "./People";
import { Refusals } from "./Refusals";
import { Relay } from "./Relay";
import { RelayedHolding, type Relayed } from "./RelayedHolding";
import { Reunions } from "./reunion/Reunions";
import type { Access, Blocked, LastError } from "./SessionStatus";
import { Setbacks } from "./Setbacks";

const INCIDENTS = {
  ANOTHER_WRITER: "another_writer",
  OTHER_OPERATION: "other_operation",
  DOES_NOT_FIT: "does_not_fit",
} as const;

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
export class Participation implements Relayed {
  phase: Phase = "loading";
  access: Access = "write";
  blocked: Blocked | null = null;
  readonly people = new People();
  readonly holding: Holding;
  private readonly exchange: Exchange;
  private readonly relay: Relay;
  private readonly reunions: Reunions;
  private readonly refusals = new Refusals();
  private readonly setbacks: Setbacks;
  private cancelOpening: Cancel = () => undefined;

  constructor(
    private readonly context: ParticipationContext,
    private readonly observer: Observer,
  ) {
    this.setbacks = new Setbacks(context, observer);
    this.reunions = new Reunions(context);
    this.exchange = new Exchange(context, this.people, {
      settled: () => this.holding.settled,
      mayCarry: () => this.local?.isHeld === false,
      peopleChanged: () => observer.peopleChanged(),
    });
    this.holding = new Holding(context, observer, this.people, this.exchange.talk);
    this.relay = new Relay(context.environment, new RelayedHolding(context, this.holding, this));
  }

  get lastError(): LastError | null {
    return this.setbacks.last;
  }

  /** The outbox is ready, and this is what was in it. */
  begin(outbox: Outbox, kept: KeptDocument | null): void {
    if (this.phase === "ended") return;
    if (!this.holding.begin(outbox, kept)) return this.openAnew("mismatch", 0);
    this.reunions.begun((this.local?.pendingEdits ?? 0) > 0);
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

  disconnected(since: number): void {
    if (this.phase === "live" || this.phase === "opening") this.standApart("apart", since);
    this.observer.changed();
  }

  /** No socket can be held, and HTTP is worth trying. */
  relayed(): void {
    if (this.phase === "apart") this.open();
  }

  /** An editor that fails at what came shows nobody knows what: its text becomes a copy. */
  received(message: DocumentMessage): void {
    try {
      this.hear(message);
    } catch (error) {
      this.broke(error instanceof Error ? error : new Error(String(error)));
    }
    this.observer.changed();
  }

  private hear(message: DocumentMessage): void {
    if (message.t === "opened" && this.phase === "opening") this.opened(message);
    else if (message.t === "error" && this.phase === "opening") this.notOpened(message);
    else if (this.phase === "live") this.live(message);
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

  /** What was refused as stale is in the log, or is to be frozen anew: opening tells. */
  get mustOpenFirst(): boolean {
    return this.refusals.wantOpening;
  }

  /** For the relay: the next exchange. After a pause in which others may have done much, it opens. */
  lookUp(): void {
    if (this.phase === "relayed" && this.reunions.isOverdue) this.standApart("apart");
  }

  /** For the relay: what came over HTTP. */
  answered(answer: Answer): void {
    if (answer.t !== "silence") this.reunions.heard();
    if (answer.t === "nack") this.refused(answer);
    else if (answer.t === "error") this.notOpened(answer);
    else if (answer.t === "opened" && !this.holding.mustHoldStill) this.opened(answer);
    else if (answer.t === "silence" && this.phase === "relayed") this.standApart("apart");
    this.observer.changed();
  }

  /** The editor failed at what came, so nobody knows what it shows now. */
  broke({ message }: Error): void {
    this.setbacks.fault("internal", message);
    this.openAnew("mismatch", this.setbacks.patience());
  }

  private get local(): LocalDocument | null {
    return this.holding.local;
  }

  /** Asks the server for the document, if there is a way to it and nothing else to wait for. */
  private open(): void {
    const { doc, link } = this.context;
    const { client, create, local, mustHoldStill } = this.holding;
    if (this.phase === "apart" && client !== null && !mustHoldStill) {
      if (link.welcome !== null) {
        this.phase = "opening";
        link.send(encode.open(doc, client, create, local?.point ?? null));
      } else if (link.mayRelay) {
        this.relay.begin();
      }
    }
    this.observer.changed();
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

  private standApart(phase: Phase, since?: number): void {
    if (this.phase === "live") this.reunions.parted(since);
    else if (this.phase === "relayed") this.reunions.partedByRelay();
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
    if (this.holding.mustHoldStill) return this.reopen();
    const arrival = this.holding.arrive(opened, (level, wasHeld) => {
      // Who is relayed is not away between two exchanges: see `lookUp`.
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
    if (this.phase !== "relayed") this.setbacks.level();
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
    this.setbacks.failed(code, message);
    if (isPassing(problem)) this.openLater(this.setbacks.patience());
    else if (code === "not_found" && this.local !== null) this.block({ code: "gone", message });
    else this.block({ code, message });
  }

  private live(message: DocumentMessage): void {
    switch (message.t) {
      case "nack":
        return this.refused(message);
      case "error":
        this.setbacks.fault(message.code, `${message.code}: ${message.message}`);
        if (message.code === "not_open") this.reopen();
        return;
      case "opened":
        // One of the two answers was to an opening that was given up. The seat is that of the last.
        this.setbacks.fault("opened", "opened twice");
        return this.reopen();
      case "access":
        this.access = message.access;
        return this.exchange.accessChanged(message.access);
      case "ops":
      case "cursor":
      case "joined":
      case "left":
        return this.progressed(this.exchange.take(message));
    }
  }

  private refused(nack: Nack): void {
    const inFlight = this.local?.inFlight;
    if (inFlight?.sequence !== nack.seq) return;
    this.setbacks.failed(nack.code, nack.message);
    const fate = this.refusals.fateOf(nack, inFlight.revision);
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
      this.setbacks.fault("missing", "a stretch of the log is missing");
      this.reopen();
    } else if (progress === "mismatch") {
      this.holding.note(this.holding.examine("mismatch"));
      this.setbacks.fault("mismatch", "the text is not the server's");
      this.openAnew("mismatch", this.setbacks.patience());
    } else {
      this.holding.note(this.holding.examine(INCIDENTS[progress.reason]));
      this.setbacks.fault(progress.reason, `${progress.reason}: ${progress.message}`);
      const reason = progress.reason === "ANOTHER_WRITER" ? "refused" : "mismatch";
      this.openAnew(reason, this.setbacks.patience());
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
}
