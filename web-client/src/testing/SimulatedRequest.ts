import type { HttpAnswer } from "../sync/index";
import type { Breakable, SimulatedNetwork } from "./SimulatedNetwork";

/** One request over HTTP through a simulated network. It may break on the way there, and back. */
export class SimulatedRequest implements Breakable {
  private over = false;
  private readonly up;
  private readonly down;

  constructor(
    private readonly network: SimulatedNetwork,
    url: string,
    json: string,
    private readonly resolve: (answer: HttpAnswer) => void,
    private readonly reject: (error: Error) => void,
  ) {
    this.up = network.lane();
    this.down = network.lane();
    network.enter(this);
    if (!network.drops("sent")) this.up.carry(() => this.ask(url, json));
  }

  break(): void {
    const { network } = this;
    const { afterlifeMillis, clientNoticesMillis } = network.weather;
    this.up.endAt(network.now() + network.upTo(afterlifeMillis));
    network.after(network.upTo(clientNoticesMillis), () => this.fail(new Error("no network")));
  }

  silence(): void {
    this.up.endAt(-Infinity);
    this.down.endAt(-Infinity);
  }

  goOn(): void {
    this.up.goOn();
    this.down.goOn();
  }

  private ask(url: string, json: string): void {
    if (!this.network.isReachable) {
      this.break();
      return;
    }
    this.network.inside.post(url, json).then(
      (answer) => {
        if (!this.network.drops("received")) this.down.carry(() => this.succeed(answer));
      },
      (error: unknown) => this.fail(error instanceof Error ? error : new Error(String(error))),
    );
  }

  private succeed(answer: HttpAnswer): void {
    if (this.over) return;
    this.end();
    this.resolve(answer);
  }

  private fail(error: Error): void {
    if (this.over) return;
    this.end();
    this.reject(error);
  }

  private end(): void {
    this.over = true;
    this.network.leave(this);
  }
}
