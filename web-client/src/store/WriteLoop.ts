import { patiently } from "./patiently";
import type { StorageEnvironment } from "./StorageEnvironment";
import { StorageFault, type Trouble } from "./trouble";

const FIRST_RETRY_MILLIS = 1_000;
const LAST_RETRY_MILLIS = 60_000;
/** These do not pass while the page lives. */
const FOR_GOOD: readonly Trouble[] = ["missing", "taken", "outdated"];

/** What is written: it knows itself what the database lacks. */
export interface Written {
  readonly isDirty: boolean;
  /** Writes all that is lacking now. */
  write(): Promise<void>;
}

/**
 * Writes what is changed, one transaction at a time; whatever changes meanwhile goes into the next.
 *
 *     kept() ──► waiting ──► one transaction ──complete──► fulfilled
 *                   │ in vain, several times
 *                   ▼
 *               in trouble: fulfilled at once, nothing outlives the page; tried again in the background
 *
 * Safety: while there is no trouble, a promise is fulfilled only after `complete`; and trouble is
 * told before the promises that it concerns are fulfilled.
 * Liveness: every promise is fulfilled, because each attempt has a limit in time.
 */
export class WriteLoop {
  private waiting: (() => void)[] = [];
  private running = false;
  private retries = 0;
  /** It works again, and there is more to write before that can be told. */
  private recovering = false;
  private cancelRetry: (() => void) | null = null;

  constructor(
    private readonly environment: StorageEnvironment,
    private readonly target: Written,
    private current: Trouble | null,
    private readonly changed: () => void,
  ) {
    if (current !== null) this.retryLater();
  }

  get trouble(): Trouble | null {
    return this.current;
  }

  /** Fulfilled when all that has been changed is written, or cannot be. */
  kept(): Promise<void> {
    if (this.current !== null && !this.recovering) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      if (!this.recovering) this.start();
    });
  }

  /** The trouble concerned something that is gone. */
  forgive(trouble: Trouble): void {
    if (this.current === trouble) this.tell(null);
  }

  private start(): void {
    if (this.running) return;
    this.running = true;
    // What else is changed in this turn comes along.
    queueMicrotask(() => void this.run());
  }

  private async run(): Promise<void> {
    while (this.waiting.length > 0) {
      const waiting = this.waiting;
      this.waiting = [];
      const fault = await this.attempts();
      if (fault !== null) this.fell(fault.trouble);
      waiting.forEach((resolve) => resolve());
    }
    this.running = false;
  }

  private attempts(): Promise<StorageFault | null> {
    return faultOf(patiently(this.environment, () => this.target.write()));
  }

  /** Those who wait already are not kept waiting. */
  private fell(trouble: Trouble): void {
    this.tell(trouble);
    this.waiting.splice(0).forEach((resolve) => resolve());
    this.retryLater();
  }

  private retryLater(): void {
    if (this.current === null || FOR_GOOD.includes(this.current)) return;
    const delay = Math.min(LAST_RETRY_MILLIS, FIRST_RETRY_MILLIS * 2 ** this.retries++);
    this.cancelRetry?.();
    this.cancelRetry = this.environment.after(delay, () => void this.retry());
  }

  /**
   * Twice: what was edited during the first write was not waited for, and is in the second. What is
   * edited during that one waits again.
   */
  private async retry(): Promise<void> {
    let fault = await faultOf(this.target.write());
    if (fault === null && this.target.isDirty) {
      this.recovering = true;
      fault = await faultOf(this.target.write());
      this.recovering = false;
    }
    if (fault !== null) return this.fell(fault.trouble);
    this.retries = 0;
    this.tell(null);
    if (this.waiting.length > 0) this.start();
  }

  private tell(trouble: Trouble | null): void {
    if (this.current === trouble) return;
    this.current = trouble;
    if (trouble === null) this.cancelRetry?.();
    this.changed();
  }
}

async function faultOf(written: Promise<void>): Promise<StorageFault | null> {
  try {
    await written;
    return null;
  } catch (error) {
    return StorageFault.from(error);
  }
}
