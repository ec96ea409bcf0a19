import type { Operation } from "../../ot/index";
import type { Frozen } from "../Frozen";
import type { Evidence } from "./Evidence";

/** What happened between two agreements is kept in two halves; each holds so many events … */
export const TRAIL_EVENTS = 500;
/** … of so much weight in all, in units of memory, roughly. */
export const TRAIL_WEIGHT = 1 << 18;

/**
 * How a client came to a text of the log: the server gave the whole text; the server's hash was the
 * same; this device had kept it; or only by taking in one step after the other.
 */
export type Origin = "server" | "hash" | "device" | "steps";

/** A text of the log, as this client has it. */
export interface Place {
  readonly revision: number;
  readonly text: string;
  readonly origin: Origin;
  /** How many operations of this outbox the log was known to hold. */
  readonly sequence: number;
  /** What was in flight, as this client has moved it to here. */
  readonly waiting: Waiting | null;
}

export interface Waiting {
  /** As it is sent. */
  readonly frozen: Frozen;
  readonly moved: Operation;
}

/** An operation went out. */
export interface Sent {
  readonly kind: "sent";
  readonly frozen: Frozen;
}

/** Steps of the log came. */
export interface Came {
  readonly kind: "came";
  readonly from: number;
  readonly steps: readonly Evidence[];
  /** The server's, of the text behind the last step. */
  readonly hash: number | null;
  /** After a reconnect: how many operations of this outbox the log then holds, says the server. */
  readonly sequence: number | null;
  /** Of the client's text then; null: the steps could not be taken in. */
  readonly length: number | null;
}

export type TrailEvent = Sent | Came;

interface Stretch {
  readonly start: Place;
  readonly events: TrailEvent[];
  weight: number;
}

/**
 * What went to and fro since this client and the server were last known to agree, with the text that
 * it began from.
 *
 *     agreed ── older ── newer ──► now         each is let go as a whole when there are two after it
 *
 * Bounded: a log that goes on without a hash, or with one long text after the other, pushes the
 * oldest out.
 */
export class Trail {
  /** The last revision where both were known to agree; null: none is known. */
  agreed: number | null = null;
  private older: Stretch | null = null;
  private lastSent: Frozen | null = null;
  private newer: Stretch;

  constructor(place: Place) {
    this.newer = stretch(place);
    if (isAgreement(place)) this.agreed = place.revision;
  }

  /** From where on all of it is here. */
  get start(): Place {
    return (this.older ?? this.newer).start;
  }

  get events(): readonly TrailEvent[] {
    return [...(this.older?.events ?? []), ...this.newer.events];
  }

  /** Whether it is time for `goOnFrom`. */
  get isFull(): boolean {
    return this.newer.events.length >= TRAIL_EVENTS || this.newer.weight >= TRAIL_WEIGHT;
  }

  /** The same operation is sent again after every reconnect: once is enough. */
  sent(frozen: Frozen): void {
    if (frozen === this.lastSent) return;
    this.lastSent = frozen;
    this.add({ kind: "sent", frozen }, frozen.operation.weight);
  }

  came(event: Omit<Came, "kind">): void {
    const weight = event.steps.reduce((sum, { operation }) => sum + (operation?.weight ?? 1), 0);
    this.add({ kind: "came", ...event }, weight);
  }

  /** Begins anew where both agree; otherwise what came before the last beginning is let go. */
  goOnFrom(place: Place): void {
    this.older = isAgreement(place) ? null : this.newer;
    if (isAgreement(place)) this.agreed = place.revision;
    this.newer = stretch(place);
  }

  private add(event: TrailEvent, weight: number): void {
    this.newer.events.push(event);
    this.newer.weight += weight;
  }
}

function isAgreement({ origin }: Place): boolean {
  return origin === "server" || origin === "hash";
}

function stretch(start: Place): Stretch {
  return { start, events: [], weight: start.waiting?.moved.weight ?? 0 };
}
