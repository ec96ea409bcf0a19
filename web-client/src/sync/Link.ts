import type { HttpWay } from "./HttpWay";
import type { Welcome } from "./messages";
import type { ConnectionStatus } from "./SessionStatus";

/** The way to the server, as one document sees it. */
export interface Link {
  readonly status: ConnectionStatus;
  /** What the server said when it greeted; null while there is no connection. */
  readonly welcome: Welcome | null;
  /** Whether no socket can be held here, so that HTTP is worth trying. */
  readonly mayRelay: boolean;
  /** When the next socket is tried. */
  readonly nextRetryAt: number;
  readonly http: HttpWay;
  /** Sends if there is a connection, else does nothing. */
  send(text: string): void;
  /** The document is closed: nothing more is to be brought to it. */
  release(): void;
}
