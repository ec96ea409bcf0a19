import { Selection } from "../ot/index";
import { Courier } from "./Courier";
import { CursorTalk } from "./CursorTalk";
import * as encode from "./encode";
import { LiveStream } from "./LiveStream";
import type { LocalDocument, Progress } from "./LocalDocument";
import type { CursorMoved, Nack, Ops, Presence } from "./messages";
import type { ParticipationContext } from "./ParticipationContext";
import type { People } from "./People";
import type { Access } from "./SessionStatus";
import { operationSize } from "./fitted";

const MAX_RANGES = 100;

/** What the exchange has to know of the rest. */
export interface Surroundings {
  /** Fulfilled when what was given to the outbox so far is written. */
  settled(): Promise<void>;
  /** Whether what is unsent may go out. */
  mayCarry(): boolean;
  peopleChanged(): void;
}

/**
 * What goes to and fro while a document is live.
 *
 *     steps, cursors ──► LiveStream ──► the document
 *     in flight      ◄── Courier    ◄──┘
 *     my cursor      ◄── CursorTalk
 */
export class Exchange {
  readonly talk: CursorTalk;
  private readonly stream: LiveStream;
  private readonly courier: Courier;
  private document: LocalDocument | null = null;
  private access: Access = "none";

  constructor(
    private readonly context: ParticipationContext,
    private readonly people: People,
    private readonly surroundings: Surroundings,
  ) {
    const { doc, port, environment, link } = context;
    this.stream = new LiveStream(port, people);
    this.courier = new Courier(
      environment,
      () => surroundings.settled(),
      (frozen) => {
        link.send(encode.submit(doc, frozen));
        this.document?.sent(frozen);
      },
    );
    this.talk = new CursorTalk(environment, (selection) => {
      const document = this.document;
      // Only then does a position mean the same to everybody.
      if (document?.inFlight !== null || this.stream.isHeldBack) return false;
      const most = link.welcome?.limits.get("maxRanges") ?? MAX_RANGES;
      const told = new Selection(selection.ranges.slice(0, most));
      link.send(encode.cursor(doc, document.revision, told));
      return true;
    });
  }

  /** The document is live; nothing was sent on this connection yet. */
  begin(document: LocalDocument, access: Access): void {
    this.document = document;
    this.access = access;
    this.courier.begin();
    this.talk.restart();
    this.moved();
  }

  stop(): void {
    this.document = null;
    this.courier.stop();
    this.stream.clear();
  }

  take(message: Ops | CursorMoved | Presence): Progress {
    if (message.t === "ops" || message.t === "cursor") {
      return this.document === null ? "moved" : this.stream.take(message, this.document);
    }
    if (message.t === "joined") this.people.joined(message);
    else this.people.left(message.session);
    this.surroundings.peopleChanged();
    return "moved";
  }

  /** The composition is over: what waited for that goes in. */
  release(): Progress {
    return this.document === null ? "moved" : this.stream.release(this.document);
  }

  accessChanged(access: Access): void {
    this.access = access;
    this.moved();
  }

  /** The server did not take this one now; it may later. */
  refusedForNow({ after }: Nack): void {
    this.courier.sendAgain(after);
  }

  /** The document is another than it was: what follows from that for everybody. */
  moved(): void {
    if (this.document === null) return;
    this.document.showPeople();
    this.carry();
    this.talk.talk();
  }

  /** What is in flight goes out, if it has not. */
  carry(): void {
    const { welcome } = this.context.link;
    if (this.document === null || welcome === null) return;
    if (this.access !== "write" || !this.surroundings.mayCarry()) return;
    this.document.fit(operationSize(welcome.limits));
    this.courier.carry(this.document.inFlight);
  }
}
