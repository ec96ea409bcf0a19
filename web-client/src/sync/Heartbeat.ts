import type { Cancel, Environment } from "./Environment";

/** How long the server has to answer when there is reason to doubt that it is there. */
const PROBE_MILLIS = 5_000;

/** Somebody who is there is heard about once in a period. */
const USUAL_PERIODS = 1.5;

/**
 * Keeps a socket alive and notices when it is not: pings after one period of sending or hearing
 * nothing, and calls it dead after two periods of silence.
 *
 * A timer that fires much too late means that the machine slept, or that the page was throttled.
 * Then silence proves nothing, so the server is asked first.
 */
export class Heartbeat {
  private lastSent: number;
  /** Until when silence is forgiven counts from here; after sleep, from the waking. */
  private lastHeard: number;
  private reallyHeard: number;
  private isDead = false;
  private lastPing: number;
  private probeEnds = Infinity;
  private cancel: Cancel = () => undefined;

  constructor(
    private readonly environment: Environment,
    private readonly periodMillis: number,
    private readonly ping: () => void,
    private readonly dead: () => void,
  ) {
    this.lastSent = this.lastHeard = this.reallyHeard = this.lastPing = environment.now();
    this.arm();
  }

  sent(): void {
    this.lastSent = this.environment.now();
  }

  heard(): void {
    this.lastHeard = this.reallyHeard = this.environment.now();
    this.probeEnds = Infinity;
  }

  /** Since when there is nobody on the other side, as far as one can tell, if there is none now. */
  get goneSince(): number {
    const now = this.environment.now();
    const isUsual = now - this.reallyHeard <= USUAL_PERIODS * this.periodMillis;
    return isUsual && !this.isDead ? now : this.reallyHeard;
  }

  /** Asks whether the server is still there, and gives it little time to answer. */
  probe(): void {
    this.sendPing();
    this.probeEnds = Math.min(this.probeEnds, this.environment.now() + PROBE_MILLIS);
    this.arm();
  }

  stop(): void {
    this.cancel();
  }

  private get pingDue(): number {
    return Math.min(this.lastSent, Math.max(this.lastHeard, this.lastPing)) + this.periodMillis;
  }

  private get deadDue(): number {
    return Math.min(this.lastHeard + 2 * this.periodMillis, this.probeEnds);
  }

  private arm(): void {
    this.cancel();
    const due = Math.min(this.pingDue, this.deadDue);
    const delay = Math.max(0, due - this.environment.now());
    this.cancel = this.environment.after(delay, () => this.fired(due));
  }

  private fired(due: number): void {
    const now = this.environment.now();
    if (now - due > this.periodMillis) {
      this.lastHeard = now;
      this.probeEnds = Infinity;
      this.probe();
    } else if (now >= this.deadDue) {
      this.isDead = true;
      this.dead();
    } else {
      if (now >= this.pingDue) this.sendPing();
      this.arm();
    }
  }

  private sendPing(): void {
    this.lastPing = this.environment.now();
    this.ping();
  }
}
