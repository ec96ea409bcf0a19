/** Ends what was begun: a timer, a listening. Harmless when it has ended already. */
export type Cancel = () => void;

export interface SocketEvents {
  opened(): void;
  message(text: string): void;
  /** Last. 1006 where there was no closing. */
  closed(code: number, reason: string): void;
}

export interface Socket {
  send(text: string): void;
  close(code: number, reason: string): void;
}

/** What came back over HTTP, whatever it says. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
}

/**
 * `woken`: it may be worth trying now (network back, page shown). `lost`: the network went.
 * `hidden`: the page may be gone for good from now on.
 */
export type SurroundingChange = "woken" | "lost" | "hidden";

/** All that varies from run to run: the network, time, chance, and what the system tells. */
export interface Environment {
  openSocket(url: string, events: SocketEvents): Socket;
  /** Rejected when no answer came: the request may have arrived, or not. */
  post(url: string, json: string): Promise<HttpAnswer>;
  /** As `post`, for when the page goes: nobody hears of the answer. False: it was not taken on. */
  postInPassing(url: string, json: string): boolean;
  /** Milliseconds since 1970, on a clock that goes on while the machine sleeps. */
  now(): number;
  after(delayMillis: number, action: () => void): Cancel;
  /** 0 (included) to 1 (excluded). */
  random(): number;
  /** Whether the system believes in a network. Shown to people, never relied on. */
  readonly online: boolean;
  onChange(listener: (change: SurroundingChange) => void): Cancel;
}
