import { atTime } from "./atTime";
import { Backoff } from "./Backoff";
import { decodeServerMessage } from "./decode";
import * as encode from "./encode";
import type { Introduction } from "./encode";
import type { Cancel, Environment, Socket, SurroundingChange } from "./Environment";
import { Heartbeat } from "./Heartbeat";
import type { DocumentMessage, ServerMessage, Welcome } from "./messages";
import type { ConnectionStatus } from "./SessionStatus";

/** How long opening a socket and being greeted may take. */
const GREETING_MILLIS = 15_000;
/** A connection that lived this long was a good one: the next attempt is a first one. */
const STABLE_MILLIS = 5_000;
/** Coming back as we are is pointless: bad greeting, bad token, wrong origin. */
const REFUSALS: readonly number[] = [4400, 4401, 4403];
/** The server has too much to do: too slow, restart, flood. */
const OVERLOADS: readonly number[] = [4408, 1012, 4429];
/** What a browser lets a page close with. */
const NORMAL_CLOSURE = 1000;

export interface ConnectionListener {
  /** The server greeted. Whatever was open on another socket is to be opened again. */
  connected(welcome: Welcome): void;
  /** Nothing arrives any more since then, and nothing that was sent is sure to have arrived. */
  disconnected(since: number): void;
  received(message: DocumentMessage): void;
  /** Every message as it goes to and fro. */
  passed(direction: "sent" | "received", text: string): void;
  statusChanged(): void;
  fault(error: Error): void;
}

/**
 * One socket at a time, for many documents.
 *
 *     connecting ──► online ──► waiting ──► connecting ──► …
 *                                  └─► refused: only by `connect`
 *
 * Liveness: until closed or refused, there is always a socket, or a timer that will open one, and a
 * deadline on every socket that has not greeted. Safety: an old socket is forgotten before a new
 * one is opened, and whatever it still says goes nowhere.
 */
export class Connection {
  status: ConnectionStatus = { state: "connecting" };
  /** When the next socket is tried, or was. */
  nextRetryAt = 0;
  /** How many sockets in a row did not live. */
  failures = 0;
  private socket: Socket | null = null;
  private welcomedAt: number | null = null;
  private heartbeat: Heartbeat | null = null;
  private cancelTimer: Cancel = () => undefined;
  private cancelDrain: Cancel = () => undefined;
  private readonly cancelChanges: Cancel;
  private readonly backoff: Backoff;

  constructor(
    private readonly environment: Environment,
    private readonly url: string,
    private introduction: Introduction,
    private readonly listener: ConnectionListener,
  ) {
    this.backoff = new Backoff(() => environment.random());
    this.cancelChanges = environment.onChange((change) => this.environmentChanged(change));
  }

  /** Connects now, whatever it was waiting for. Does nothing while a socket is open or opening. */
  connect(): void {
    if (this.socket !== null) return;
    this.cancelTimer();
    this.cancelTimer = this.environment.after(GREETING_MILLIS, () =>
      this.lost(1006, "no greeting"),
    );
    this.socket = this.openSocket();
    this.become({ state: "connecting" });
  }

  introduce(introduction: Introduction): void {
    this.introduction = introduction;
    if (this.welcomedAt !== null) this.send(encode.hello(introduction));
  }

  /** Sends if connected. Otherwise nothing happens: reconnecting sends what matters again. */
  send(text: string): void {
    if (this.welcomedAt !== null) this.write(text);
  }

  close(): void {
    this.drop();
    this.cancelTimer();
    this.cancelChanges();
  }

  private openSocket(): Socket {
    // Events of a socket that was given up are not this connection's any more.
    const current = () => this.socket === socket;
    const socket = this.environment.openSocket(this.url, {
      opened: () => current() && this.write(encode.hello(this.introduction)),
      message: (text) => current() && this.received(text),
      closed: (code, reason) => current() && this.lost(code, reason),
    });
    return socket;
  }

  private write(text: string): void {
    this.socket?.send(text);
    this.listener.passed("sent", text);
    this.heartbeat?.sent();
  }

  private received(text: string): void {
    this.heartbeat?.heard();
    this.listener.passed("received", text);
    let message: ServerMessage | null;
    try {
      message = decodeServerMessage(text);
    } catch (bad) {
      this.listener.fault(bad as Error);
      this.backoff.holdBack();
      this.lost(1002, "not understood");
      return;
    }
    if (message !== null) this.dispatch(message);
  }

  private dispatch(message: ServerMessage): void {
    if (message.t === "welcome") this.welcomed(message);
    else if (message.t === "drain") this.drain(message.after);
    else if (message.t === "pong") return;
    else if (message.t !== "error") this.listener.received(message);
    else if (message.doc !== null) this.listener.received({ ...message, doc: message.doc });
    else this.listener.fault(new Error(`the server says ${message.code}: ${message.message}`));
  }

  private welcomed(welcome: Welcome): void {
    // A second greeting answers a renewed introduction; nothing begins with it.
    if (this.welcomedAt !== null) return;
    this.cancelTimer();
    this.welcomedAt = this.environment.now();
    this.heartbeat = new Heartbeat(
      this.environment,
      welcome.heartbeat,
      () => this.write(encode.PING),
      () => this.lost(1006, "silence"),
    );
    this.become({ state: "online" });
    this.listener.connected(welcome);
  }

  private drain(afterMillis: number): void {
    this.cancelDrain();
    this.cancelDrain = this.environment.after(afterMillis, () => {
      this.drop();
      this.connect();
    });
  }

  private lost(code: number, reason: string): void {
    const lived = this.welcomedAt === null ? 0 : this.environment.now() - this.welcomedAt;
    this.drop();
    if (REFUSALS.includes(code)) {
      this.become({ state: "refused", code, message: reason });
      return;
    }
    this.failures = lived >= STABLE_MILLIS ? 0 : this.failures + 1;
    if (lived >= STABLE_MILLIS) this.backoff.reset();
    if (OVERLOADS.includes(code)) this.backoff.holdBack();
    this.wait(this.backoff.next());
  }

  private wait(delayMillis: number): void {
    const nextRetryAt = this.environment.now() + delayMillis;
    this.cancelTimer = atTime(this.environment, nextRetryAt, () => this.connect());
    this.nextRetryAt = nextRetryAt;
    this.become(this.environment.online ? { state: "waiting", nextRetryAt } : { state: "offline" });
  }

  /** Gives the socket up. Nothing of it is heard after this. */
  private drop(): void {
    const socket = this.socket;
    const wasConnected = this.welcomedAt !== null;
    const since = this.heartbeat?.goneSince ?? this.environment.now();
    this.socket = null;
    this.welcomedAt = null;
    this.heartbeat?.stop();
    this.heartbeat = null;
    this.cancelTimer();
    this.cancelDrain();
    socket?.close(NORMAL_CLOSURE, "");
    if (wasConnected) this.listener.disconnected(since);
  }

  private environmentChanged(change: SurroundingChange): void {
    if (change === "hidden") return;
    if (this.heartbeat !== null) this.heartbeat.probe();
    else if (change === "woken" && this.isWaiting) this.connect();
    else if (this.isWaiting) this.become({ state: "offline" });
  }

  private get isWaiting(): boolean {
    return this.status.state === "waiting" || this.status.state === "offline";
  }

  private become(status: ConnectionStatus): void {
    this.status = status;
    this.listener.statusChanged();
  }
}
