import type { Welcome } from "./messages";
import type { ConnectionStatus } from "./SessionStatus";

/** The way to the server, as one document sees it. */
export interface Link {
  readonly status: ConnectionStatus;
  /** What the server said when it greeted; null while there is no connection. */
  readonly welcome: Welcome | null;
  /** Sends if there is a connection, else does nothing. */
  send(text: string): void;
  /** The document is closed: nothing more is to be brought to it. */
  release(): void;
}
