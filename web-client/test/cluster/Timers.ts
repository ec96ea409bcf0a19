import type { Cancel } from "../../src/sync/index";
import { settle } from "../../src/testing/VirtualTime";

interface Timer {
  /** Of the time that runs, without what was leapt. */
  readonly at: number;
  readonly action: () => void;
}

/** Timers by a clock that stands elsewhere, and is told now and then. */
export class Timers {
  private run = 0;
  private leapt = 0;
  private readonly waiting = new Set<Timer>();

  get now(): number {
    return this.run + this.leapt;
  }

  /** All clocks went on by so much in all, and nothing happened meanwhile. */
  leap(leapt: number): void {
    this.leapt = leapt;
  }

  after(delayMillis: number, action: () => void): Cancel {
    const timer = { at: this.run + Math.max(0, Math.ceil(delayMillis)), action };
    this.waiting.add(timer);
    return () => this.waiting.delete(timer);
  }

  /** When the next one goes off, null if there is none. */
  get due(): number | null {
    const next = this.next();
    return next === null ? null : next.at + this.leapt;
  }

  /** Lets go off what is due, each at its own time. */
  async runTo(end: number): Promise<void> {
    const until = end - this.leapt;
    for (let next = this.next(); next !== null && next.at <= until; next = this.next()) {
      this.waiting.delete(next);
      this.run = Math.max(this.run, next.at);
      next.action();
      await settle();
    }
    this.run = Math.max(this.run, until);
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
