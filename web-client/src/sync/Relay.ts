import { Backoff } from "./Backoff";
import type { Cancel, Environment } from "./Environment";
import type { Answer } from "./overHttp";

/** How often it is asked what the others wrote. */
const PERIOD_MILLIS = 3_000;
/** How soon an edit goes out. What is typed until then goes along. */
const SOON_MILLIS = 300;

/** The document that is relayed. */
export interface RelayedDocument {
  /** What to ask now; null while nothing may be asked. Fulfilled when the outbox has all of it. */
  ask(): Promise<string> | null;
  /** Brings it to the server; never rejected. */
  exchange(body: string): Promise<Answer>;
  /** Takes an answer in, and says how long the next exchange has to wait at least. */
  answered(answer: Answer): number;
  /** Whether something waits to be sent. */
  hasUnsent(): boolean;
  /** An answer could not be taken in, by a fault of this page. */
  fault(error: Error): void;
}

/**
 * Keeps one document level over HTTP where no socket can be held.
 *
 *     ask ──► POST ──► answered ──► a pause ──► ask ──► …
 *
 * One exchange is in flight at a time. Stopping forgets the one that is: the server may have taken
 * its operation or not, as with every connection that breaks, and whoever takes over finds out by
 * resuming. Liveness: while it runs, there is an exchange in flight, which ends by itself, or a timer.
 */
export class Relay {
  private running = false;
  /** Of the present exchange: an answer to any other goes nowhere. */
  private exchanging: object | null = null;
  private due = Infinity;
  /** Nobody wants to hear from this client before. */
  private notBefore = 0;
  private cancel: Cancel = () => undefined;
  private readonly backoff: Backoff;

  constructor(
    private readonly environment: Environment,
    private readonly document: RelayedDocument,
  ) {
    this.backoff = new Backoff(() => environment.random());
  }

  get isRunning(): boolean {
    return this.running;
  }

  begin(): void {
    if (this.running) return;
    this.running = true;
    this.exchangeIn(0);
  }

  stop(): void {
    this.running = false;
    this.exchanging = null;
    this.pause();
  }

  /** There is something to send. */
  soon(): void {
    if (this.running && this.exchanging === null) this.exchangeIn(SOON_MILLIS);
  }

  private async exchange(): Promise<void> {
    this.pause();
    const asked = this.document.ask();
    if (asked === null) return this.exchangeIn(PERIOD_MILLIS);
    const present = {};
    this.exchanging = present;
    const body = await asked;
    if (this.exchanging !== present) return;
    const answer = await this.document.exchange(body);
    if (this.exchanging !== present) return;
    this.exchanging = null;
    this.took(answer);
  }

  private took(answer: Answer): void {
    if (answer.t === "silence") this.backoff.holdBack();
    else this.backoff.reset();
    const wait = this.document.answered(answer);
    if (!this.running) return;
    const silent = answer.t === "silence" ? Math.max(PERIOD_MILLIS, this.backoff.next()) : 0;
    this.notBefore = this.environment.now() + Math.max(wait, silent);
    this.exchangeIn(this.document.hasUnsent() ? SOON_MILLIS : PERIOD_MILLIS);
  }

  /** At the latest. */
  private exchangeIn(delayMillis: number): void {
    const now = this.environment.now();
    const due = Math.max(now + delayMillis, this.notBefore);
    if (due >= this.due) return;
    this.pause();
    this.due = due;
    this.cancel = this.environment.after(due - now, () => {
      this.exchange().catch((error: unknown) => this.broke(error));
    });
  }

  /** An editor that fails must not end the relay. */
  private broke(error: unknown): void {
    this.exchanging = null;
    this.document.fault(error instanceof Error ? error : new Error(String(error)));
    if (this.running) this.exchangeIn(PERIOD_MILLIS);
  }

  private pause(): void {
    this.cancel();
    this.due = Infinity;
  }
}
