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

/** All that varies from run to run: the network, time, chance, and what the system tells. */
export interface Environment {
  openSocket(url: string, events: SocketEvents): Socket;
  /** Milliseconds since 1970, on a clock that goes on while the machine sleeps. */
  now(): number;
  after(delayMillis: number, action: () => void): Cancel;
  /** 0 (included) to 1 (excluded). */
  random(): number;
  /** Whether the system believes in a network. Shown to people, never relied on. */
  readonly online: boolean;
  /** `woken`: it may be worth trying now (network back, page shown). `lost`: the network went. */
  onChange(listener: (change: "woken" | "lost") => void): Cancel;
}
