import type { SocketEvents } from "../../src/sync/index";
import { ServerEnvironment, type ServerSide } from "../../src/testing/ServerEnvironment";
import { SimulatedNetwork } from "../../src/testing/SimulatedNetwork";
import { SimulatedSocket } from "../../src/testing/SimulatedSocket";
import type { SplitMix64 } from "../../src/testing/SplitMix64";
import type { VirtualTime } from "../../src/testing/VirtualTime";
import { STORMY } from "../../src/testing/Weather";

/** How cruel the network is. */
export interface FakeWeather {
  /** Each message takes 1 to this long, in its order. */
  readonly maxDelayMillis: number;
}

/** The simulated networks of several clients of one server, under one weather. */
export class FakeNetwork {
  private readonly environments: FakeEnvironment[] = [];
  private now: FakeWeather = { maxDelayMillis: 40 };
  private open = true;

  constructor(
    readonly time: VirtualTime,
    readonly random: SplitMix64,
    readonly server: ServerSide,
  ) {}

  environment(): FakeEnvironment {
    const inside = new ServerEnvironment(this.time, this.server, this.random);
    const environment = new FakeEnvironment(inside, this.random.below(2 ** 31 - 1));
    this.environments.push(environment);
    this.settle(environment);
    return environment;
  }

  get weather(): FakeWeather {
    return this.now;
  }

  set weather(weather: FakeWeather) {
    this.now = weather;
    this.environments.forEach((environment) => this.settle(environment));
  }

  get reachable(): boolean {
    return this.open;
  }

  /** While false, nothing new connects. */
  set reachable(open: boolean) {
    this.open = open;
    this.environments.forEach((environment) => this.settle(environment));
  }

  private settle(environment: FakeEnvironment): void {
    environment.weather = { ...STORMY, delayMillis: [1, this.now.maxDelayMillis] };
    if (this.open) environment.restore();
    else environment.refuse();
  }
}

/** One client's surroundings. */
export class FakeEnvironment extends SimulatedNetwork {
  wire: Wire | null = null;
  private belief = true;

  constructor(inside: ServerEnvironment, seed: number) {
    super(inside, { ...STORMY, seed });
  }

  override get online(): boolean {
    return this.belief;
  }

  override set online(online: boolean) {
    this.belief = online;
  }

  override openSocket(url: string, events: SocketEvents): Wire {
    this.attempts.push(this.now());
    this.wire = new Wire(this, url, events);
    return this.wire;
  }
}

/** One socket, and what was sent on it. */
export class Wire extends SimulatedSocket {
  readonly sent: string[] = [];

  override send(text: string): void {
    this.sent.push(text);
    super.send(text);
  }

  /** The connection breaks. What is on its way is lost; the server notices now or later. */
  cut(): void {
    this.break();
  }

  /** From now on nothing arrives in either direction, and nobody is told. */
  fallSilent(): void {
    this.silence();
  }
}
