import { Backoff } from "./Backoff";
import type { Cancel, Environment } from "./Environment";
import type { Frozen } from "./Frozen";

/**
 * Brings the operation in flight to the server: once a connection, and again, as it was, when the
 * server asked to wait. Never before the outbox has it.
 */
export class Courier {
  /** What this connection has been given already. */
  private given: Frozen | null = null;
  private open = false;
  private attempt = 0;
  private cancelRetry: Cancel = () => undefined;
  private readonly backoff: Backoff;

  constructor(
    private readonly environment: Environment,
    private readonly kept: () => Promise<void>,
    private readonly send: (frozen: Frozen) => void,
  ) {
    this.backoff = new Backoff(() => environment.random());
  }

  /** A way to the server is open, and nothing was sent on it yet. */
  begin(): void {
    this.stop();
    this.open = true;
  }

  stop(): void {
    this.open = false;
    this.given = null;
    this.cancelRetry();
  }

  /** This is in flight now. Sends it if it has not been sent. */
  carry(inFlight: Frozen | null): void {
    if (!this.open || inFlight === this.given) return;
    this.cancelRetry();
    this.backoff.reset();
    this.give(inFlight);
  }

  /** The server did not take it now, but may later. */
  sendAgain(afterMillis: number | null): void {
    const { given } = this;
    if (!this.open || given === null) return;
    this.backoff.holdBack();
    const delay = afterMillis ?? this.backoff.next();
    this.cancelRetry();
    this.cancelRetry = this.environment.after(delay, () => this.give(given));
  }

  private give(frozen: Frozen | null): void {
    this.given = frozen;
    const attempt = ++this.attempt;
    if (frozen === null) return;
    void this.kept().then(() => {
      if (this.open && this.attempt === attempt) this.send(frozen);
    });
  }
}
