import type {
  Cancel,
  Environment,
  HttpAnswer,
  Socket,
  SocketEvents,
  SurroundingChange,
} from "../sync/index";
import type { SplitMix64 } from "./SplitMix64";
import type { VirtualTime } from "./VirtualTime";

/** What a server does with one of its sockets. */
export interface ServerSocket {
  send(text: string): void;
  close(code: number, reason: string): void;
}

export interface ServerSide {
  accept(socket: ServerSocket): { received(text: string): void; closed(): void };
  /** Over HTTP. */
  answer(path: string, json: string): Promise<HttpAnswer>;
}

/** How cruel the network is. */
export interface Weather {
  /** Each message takes 1 to this long, in its order. */
  readonly maxDelayMillis: number;
}

/** Sockets between clients and a server in one thread, with delays, cuts and silence. */
export class FakeNetwork {
  weather: Weather = { maxDelayMillis: 40 };
  /** While false, no socket opens. */
  reachable = true;
  readonly wires = new Set<Wire>();

  constructor(
    readonly time: VirtualTime,
    readonly random: SplitMix64,
    readonly server: ServerSide,
  ) {}

  /** One request over HTTP; `cut` tells whether the client lost the network since. */
  async post(url: string, json: string, cut: () => boolean): Promise<HttpAnswer> {
    await this.way(cut);
    const answer = await this.server.answer(new URL(url).pathname, json);
    await this.way(cut);
    return answer;
  }

  private way(cut: () => boolean): Promise<void> {
    const delay = 1 + this.random.below(this.weather.maxDelayMillis);
    return new Promise((resolve, reject) => {
      this.time.after(delay, () =>
        this.reachable && !cut() ? resolve() : reject(new Error("no network")),
      );
    });
  }

  environment(): FakeEnvironment {
    return new FakeEnvironment(this);
  }
}

/** One client's surroundings. */
export class FakeEnvironment implements Environment {
  online = true;
  /** How many sockets were asked for, and when. */
  readonly attempts: number[] = [];
  wire: Wire | null = null;
  /** A proxy between lets no socket through; HTTP works. */
  socketsBlocked = false;
  private cuts = 0;
  private readonly listeners = new Set<(change: SurroundingChange) => void>();

  constructor(private readonly network: FakeNetwork) {}

  openSocket(_url: string, events: SocketEvents): Socket {
    this.attempts.push(this.now());
    this.wire = new Wire(this.network, events, () => !this.socketsBlocked);
    return this.wire;
  }

  post(url: string, json: string): Promise<HttpAnswer> {
    const { cuts } = this;
    return this.network.post(url, json, () => this.cuts !== cuts);
  }

  postInPassing(url: string, json: string): boolean {
    // Nobody waits for the answer, or for the failure.
    this.post(url, json).catch(() => undefined);
    return true;
  }

  /** Socket and requests break. */
  cut(): void {
    this.cuts++;
    this.wire?.cut();
  }

  now(): number {
    return this.network.time.now;
  }

  after(delayMillis: number, action: () => void): Cancel {
    return this.network.time.after(delayMillis, action);
  }

  random(): number {
    return this.network.random.fraction();
  }

  onChange(listener: (change: SurroundingChange) => void): Cancel {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  tell(change: SurroundingChange): void {
    for (const listener of this.listeners) listener(change);
  }
}

/** One socket, both ends of it. */
export class Wire implements Socket {
  /** What the client sent, for tests to read. */
  readonly sent: string[] = [];
  private state: "opening" | "open" | "silent" | "closed" = "opening";
  private upUntil = 0;
  private downUntil = 0;
  /** What left before the end may still arrive at the server, up to this moment. */
  private upEnds = 0;
  private serverEnd: ReturnType<ServerSide["accept"]> | null = null;

  constructor(
    private readonly network: FakeNetwork,
    private readonly events: SocketEvents,
    private readonly mayOpen: () => boolean,
  ) {
    network.wires.add(this);
    network.time.after(this.delay(), () => this.open());
  }

  send(text: string): void {
    this.sent.push(text);
    this.up(() => this.serverEnd?.received(text));
  }

  close(): void {
    if (this.state === "closed") return;
    const wasOpen = this.state === "open";
    this.up(() => this.serverEnd?.closed());
    this.end();
    if (wasOpen) this.upEnds = Infinity;
  }

  /** The connection breaks. What is on its way is lost; the server notices now or later. */
  cut(): void {
    if (this.state === "closed") return;
    const { time, random } = this.network;
    if (this.state === "open") this.upEnds = time.now + random.below(100);
    this.end();
    time.after(random.below(2_000), () => this.serverEnd?.closed());
    time.after(random.below(500), () => this.events.closed(1006, ""));
  }

  /** From now on nothing arrives in either direction, and nobody is told. */
  fallSilent(): void {
    if (this.state === "open") this.state = "silent";
  }

  private open(): void {
    if (this.state !== "opening") return;
    if (!this.network.reachable || !this.mayOpen()) {
      this.cut();
      return;
    }
    this.state = "open";
    this.serverEnd = this.network.server.accept({
      send: (text) => this.down(() => this.events.message(text)),
      close: (code, reason) => this.down(() => this.closedByServer(code, reason)),
    });
    this.events.opened();
  }

  private closedByServer(code: number, reason: string): void {
    this.end();
    this.events.closed(code, reason);
  }

  private end(): void {
    this.state = "closed";
    this.network.wires.delete(this);
  }

  private up(action: () => void): void {
    this.upUntil = Math.max(this.upUntil, this.network.time.now + this.delay());
    const at = this.upUntil;
    this.carry(at, () => (this.state === "open" || at <= this.upEnds) && action());
  }

  private down(action: () => void): void {
    this.downUntil = Math.max(this.downUntil, this.network.time.now + this.delay());
    this.carry(this.downUntil, () => this.state === "open" && action());
  }

  private carry(at: number, action: () => void): void {
    if (this.state === "open") this.network.time.after(at - this.network.time.now, action);
  }

  private delay(): number {
    return 1 + this.network.random.below(this.network.weather.maxDelayMillis);
  }
}
