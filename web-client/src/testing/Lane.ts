import type { Cancel, Environment } from "../sync/index";

/** What a lane has to know of the network that it is in. */
export interface Road extends Pick<Environment, "now" | "after"> {
  readonly isStalled: boolean;
  nextDelay(): number;
}

interface Underway {
  readonly at: number;
  readonly deliver: () => void;
}

/** Messages of one connection in one direction: each takes its time, and none overtakes another. */
export class Lane {
  private underway: Underway[] = [];
  private last = 0;
  private ends = Infinity;
  private cancel: Cancel = () => undefined;

  constructor(private readonly road: Road) {}

  carry(deliver: () => void): void {
    this.last = Math.max(this.last, this.road.now() + this.road.nextDelay());
    if (this.last > this.ends) return;
    this.underway.push({ at: this.last, deliver });
    if (this.underway.length === 1) this.goOn();
  }

  /** What would arrive after this moment never does. */
  endAt(moment: number): void {
    this.ends = moment;
    this.underway = this.underway.filter(({ at }) => at <= moment);
  }

  /** Delivers what is due, unless the road is stalled: then it goes on after that. */
  goOn(): void {
    this.cancel();
    for (let next = this.underway[0]; next !== undefined; next = this.underway[0]) {
      if (this.road.isStalled) return;
      const wait = next.at - this.road.now();
      if (wait > 0) {
        this.cancel = this.road.after(wait, () => this.goOn());
        return;
      }
      this.underway.shift();
      next.deliver();
    }
  }
}
