import type { Incident } from "./incident/index";
import type { ConnectionStatus, SessionStatus } from "./SessionStatus";

/** What was taken in when a document was opened again. */
export interface Rejoining {
  readonly doc: string;
  /** From the first sign that there is a way to the server until the document was level with it. */
  readonly millis: number;
  readonly missedRevisions: number;
  /** Edits that were moved over what was missed. */
  readonly rebasedEdits: number;
}

/** Told what happens, for a journal and for figures. It must not throw, and changes nothing. */
export interface SyncObserver {
  /** A message as it went out or came in. */
  message?(direction: "sent" | "received", text: string, over: "socket" | "http"): void;
  connectionChanged?(status: ConnectionStatus): void;
  statusChanged?(doc: string, status: SessionStatus): void;
  /** A document that was away was opened again. */
  rejoined?(rejoining: Rejoining): void;
  /** An operation, an opening or a connection failed. */
  failed?(doc: string | null, code: string): void;
  /** So many places had been edited by this person and by others, too. */
  overlapped?(doc: string, overlaps: number): void;
  /** This client and the server came apart, which should not happen. */
  incident?(incident: Incident): void;
}
