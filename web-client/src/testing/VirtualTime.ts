import type { Cancel } from "../sync/index";

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly action: () => void;
}

/** Time that passes when a test says so. Timers of one moment go off in the order they were set. */
export class VirtualTime {
  now = 1_000_000;
  private order = 0;
  private readonly timers = new Map<number, Timer>();

  after(delayMillis: number, action: () => void): Cancel {
    const order = this.order++;
    this.timers.set(order, { at: this.now + Math.max(0, delayMillis), order, action });
    return () => this.timers.delete(order);
  }

  /** Lets `millis` pass. Between two timers everything that was promised is settled. */
  async pass(millis: number): Promise<void> {
    const end = this.now + millis;
    await settle();
    for (let next = this.next(end); next !== null; next = this.next(end)) {
      this.timers.delete(next.order);
      this.now = Math.max(this.now, next.at);
      next.action();
      await settle();
    }
    this.now = end;
  }

  /** The machine sleeps: time passes, and no timer goes off before it wakes. */
  sleep(millis: number): void {
    this.now += millis;
  }

  /** The same on a machine whose timers stand still while it sleeps: they have all to wait on. */
  suspend(millis: number): void {
    this.now += millis;
    for (const [order, timer] of this.timers) {
      this.timers.set(order, { ...timer, at: timer.at + millis });
    }
  }

  /** Passes time until `done`, and fails after `limitMillis` of it, with `what` was waited for. */
  async until(what: string, done: () => boolean, limitMillis = 600_000): Promise<void> {
    const limit = this.now + limitMillis;
    await settle();
    while (!done()) {
      const next = this.next(limit);
      if (next === null) throw new Error(`${what}: not within ${limitMillis} ms`);
      await this.pass(Math.max(0, next.at - this.now));
    }
  }

  private next(end: number): Timer | null {
    let first: Timer | null = null;
    for (const timer of this.timers.values()) {
      if (timer.at > end) continue;
      const sooner = first === null || timer.at < first.at;
      if (sooner || (timer.at === first!.at && timer.order < first!.order)) first = timer;
    }
    return first;
  }
}

/** Lets everything run that waits for a promise. No time passes. */
export async function settle(): Promise<void> {
  await new Promise<void>(afterPromises);
}

/** In Node, or in a browser. */
function afterPromises(run: () => void): void {
  if (typeof setImmediate === "function") {
    setImmediate(run);
    return;
  }
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    run();
  };
  port2.postMessage(null);
}
