import type { Socket, SocketEvents } from "../sync/index";
import type { Breakable, SimulatedNetwork } from "./SimulatedNetwork";

/** One socket through a simulated network. */
export class SimulatedSocket implements Socket, Breakable {
  private closed = false;
  private inside: Socket | null = null;
  private readonly up;
  private readonly down;

  constructor(
    private readonly network: SimulatedNetwork,
    private readonly url: string,
    private readonly events: SocketEvents,
  ) {
    this.up = network.lane();
    this.down = network.lane();
    network.enter(this);
    this.up.carry(() => this.open());
  }

  send(text: string): void {
    if (this.closed || this.network.drops("sent")) return;
    this.up.carry(() => this.inside?.send(text));
  }

  close(code: number, reason: string): void {
    if (this.closed) return;
    this.end();
    this.up.carry(() => this.inside?.close(code, reason));
  }

  break(): void {
    if (this.closed) return;
    const { network } = this;
    const { afterlifeMillis, clientNoticesMillis, serverNoticesMillis } = network.weather;
    this.end();
    this.up.endAt(network.now() + network.upTo(afterlifeMillis));
    network.after(network.upTo(serverNoticesMillis), () => this.inside?.close(1000, ""));
    network.after(network.upTo(clientNoticesMillis), () => this.events.closed(1006, ""));
  }

  silence(): void {
    this.up.endAt(-Infinity);
    this.down.endAt(-Infinity);
  }

  goOn(): void {
    this.up.goOn();
    this.down.goOn();
  }

  private open(): void {
    if (this.closed) return;
    if (!this.network.isReachable || this.network.socketsBlocked) {
      this.break();
      return;
    }
    this.inside = this.network.inside.openSocket(this.url, {
      opened: () => this.arrives(() => this.events.opened()),
      message: (text) => {
        if (!this.network.drops("received")) this.arrives(() => this.events.message(text));
      },
      closed: (code, reason) => this.arrives(() => this.closedBehind(code, reason)),
    });
  }

  private arrives(tell: () => void): void {
    this.down.carry(() => {
      if (!this.closed) tell();
    });
  }

  private closedBehind(code: number, reason: string): void {
    this.end();
    this.events.closed(code, reason);
  }

  private end(): void {
    this.closed = true;
    this.network.leave(this);
  }
}
