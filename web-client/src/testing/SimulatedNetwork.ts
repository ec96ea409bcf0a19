import type {
  Cancel,
  Environment,
  HttpAnswer,
  SocketEvents,
  SurroundingChange,
} from "../sync/index";
import { Lane } from "./Lane";
import { SimulatedRequest } from "./SimulatedRequest";
import { SimulatedSocket } from "./SimulatedSocket";
import { SplitMix64 } from "./SplitMix64";
import { CALM, type Direction, type Weather } from "./Weather";

/** What breaks when the network does. */
export interface Breakable {
  break(): void;
  /** Nothing gets through any more, and nobody is told. */
  silence(): void;
  /** The network moves again. */
  goOn(): void;
}

/**
 * The network of one client, to be cut, delayed and restored by a test. It lies around any other
 * environment: the browser's (`browserEnvironment`), or a server in memory under virtual time.
 *
 *     client ──► SimulatedNetwork ──► the environment inside
 *
 *     open      messages pass, each after its delay, in their order
 *     refusing  what is connected stays, and nothing new connects
 *     cut       what was connected breaks, nothing connects, and the system knows
 *     stalled   connections stay, nothing arrives, and nobody is told: a tunnel
 *
 * Whatever is left to chance comes from the seed: the same calls make the same run.
 */
export class SimulatedNetwork implements Environment {
  weather: Weather;
  /** A proxy on the way lets no socket through, while HTTP works. */
  socketsBlocked = false;
  /** When a socket was asked for. */
  readonly attempts: number[] = [];
  private state: "open" | "refusing" | "cut" | "stalled" = "open";
  private readonly dropping = { sent: 0, received: 0 };
  private readonly connections = new Set<Breakable>();
  private readonly listeners = new Set<(change: SurroundingChange) => void>();
  private readonly chance: SplitMix64;

  constructor(
    readonly inside: Environment,
    { seed = 1, ...weather }: Partial<Weather> & { readonly seed?: number } = {},
  ) {
    this.weather = { ...CALM, ...weather };
    this.chance = new SplitMix64(seed);
  }

  /** Everything that is connected breaks, and nothing connects until `restore`. */
  cut(): void {
    this.state = "cut";
    this.break();
    this.tell("lost");
  }

  /** Nothing arrives in either direction, and nobody is told. `restore` lets what waited go on. */
  stall(): void {
    this.state = "stalled";
  }

  /** What is connected stays; nothing new connects until `restore`. */
  refuse(): void {
    this.state = "refusing";
  }

  /** After any of these: all is well again, and after a cut the system says so. */
  restore(): void {
    const before = this.state;
    this.state = "open";
    for (const connection of [...this.connections]) connection.goOn();
    if (before === "cut") this.tell("woken");
  }

  /** Everything that is connected breaks. New connections are possible at once. */
  break(): void {
    for (const connection of [...this.connections]) connection.break();
  }

  /** What is connected stays so and is of no use any more. New connections are possible at once. */
  silence(): void {
    for (const connection of [...this.connections]) connection.silence();
  }

  /** From now on every message takes this long, or at random between this and `mostMillis`. */
  delay(millis: number, mostMillis = millis): void {
    this.weather = { ...this.weather, delayMillis: [millis, mostMillis] };
  }

  /**
   * The next `count` messages in that direction never arrive, and with the last of them the
   * connection breaks: no connection lives on without a message from its middle.
   */
  drop(count: number, direction: Direction): void {
    this.dropping[direction] = count;
  }

  /** What a browser tells a page: that it was woken, hidden, or has lost its network. */
  tell(change: SurroundingChange): void {
    for (const listener of [...this.listeners]) listener(change);
  }

  /** For connections: whether a new one can be made. */
  get isReachable(): boolean {
    return this.state === "open" || this.state === "stalled";
  }

  /** For connections: whether anything moves. */
  get isStalled(): boolean {
    return this.state === "stalled";
  }

  get online(): boolean {
    return this.state !== "cut" && this.inside.online;
  }

  openSocket(url: string, events: SocketEvents): SimulatedSocket {
    this.attempts.push(this.now());
    return new SimulatedSocket(this, url, events);
  }

  post(url: string, json: string): Promise<HttpAnswer> {
    return new Promise((resolve, reject) => new SimulatedRequest(this, url, json, resolve, reject));
  }

  /** As in a browser, taken on is not arrived. */
  postInPassing(url: string, json: string): boolean {
    if (!this.isReachable || this.drops("sent")) return true;
    return this.inside.postInPassing(url, json);
  }

  now(): number {
    return this.inside.now();
  }

  after(delayMillis: number, action: () => void): Cancel {
    return this.inside.after(delayMillis, action);
  }

  random(): number {
    return this.inside.random();
  }

  onChange(listener: (change: SurroundingChange) => void): Cancel {
    this.listeners.add(listener);
    const cancel = this.inside.onChange(listener);
    return () => {
      this.listeners.delete(listener);
      cancel();
    };
  }

  /** For connections: one direction of one of them. */
  lane(): Lane {
    return new Lane(this);
  }

  /** For connections. */
  enter(connection: Breakable): void {
    this.connections.add(connection);
  }

  leave(connection: Breakable): void {
    this.connections.delete(connection);
  }

  /** For connections: whether a message is lost now. The last one takes everything with it. */
  drops(direction: Direction): boolean {
    if (this.dropping[direction] === 0) return false;
    this.dropping[direction]--;
    if (this.dropping[direction] === 0) this.after(0, () => this.break());
    return true;
  }

  /** For connections: how long the next message takes. */
  nextDelay(): number {
    const [least, most] = this.weather.delayMillis;
    return this.upTo(most - least) + least;
  }

  /** For connections: at random, 0 to `millis`. */
  upTo(millis: number): number {
    return millis === 0 ? 0 : this.chance.below(millis + 1);
  }
}
