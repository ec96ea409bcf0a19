import type { Cancel } from "../../src/sync/index";
import { settle } from "../../src/testing/VirtualTime";

interface Timer {
  readonly at: number;
  readonly action: () => void;
}

/** Timers by a clock that stands elsewhere, and is told now and then. */
export class Timers {
  now = 0;
  private readonly waiting = new Set<Timer>();

  after(delayMillis: number, action: () => void): Cancel {
    const timer = { at: this.now + Math.max(0, Math.ceil(delayMillis)), action };
    this.waiting.add(timer);
    return () => this.waiting.delete(timer);
  }

  /** When the next one goes off, null if there is none. */
  get due(): number | null {
    return this.next()?.at ?? null;
  }

  /** Lets go off what is due, each at its own time. */
  async runTo(end: number): Promise<void> {
    for (let next = this.next(); next !== null && next.at <= end; next = this.next()) {
      this.waiting.delete(next);
      this.now = Math.max(this.now, next.at);
      next.action();
      await settle();
    }
    this.now = Math.max(this.now, end);
  }

  clear(): void {
    this.waiting.clear();
  }

  private next(): Timer | null {
    let first: Timer | null = null;
    for (const timer of this.waiting) if (first === null || timer.at < first.at) first = timer;
    return first;
  }
}
