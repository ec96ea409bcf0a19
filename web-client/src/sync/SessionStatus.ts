/** What a person may do with a document. `none` comes when rights are taken away. */
export type Access = "none" | "read" | "write";

/** The way to the server. `refused`: it said not to retry as we are (greeting, token, origin). */
export type ConnectionStatus =
  | { readonly state: "connecting" }
  | { readonly state: "online" }
  | { readonly state: "offline" }
  | { readonly state: "waiting"; readonly nextRetryAt: number }
  | { readonly state: "refused"; readonly code: number; readonly message: string };

/** Why the server took an operation not, or why a document cannot be worked on. */
export interface Blocked {
  readonly code: string;
  readonly message: string;
}

/**
 * Where the edits of this person are. Never ahead of the truth: `saved` is said only when the
 * server stored everything, `saving` only while it is on its way.
 */
export type SyncStatus =
  | { readonly state: "loading" }
  | { readonly state: "saved" }
  | { readonly state: "saving" }
  | { readonly state: "unsent" }
  | { readonly state: "blocked"; readonly why: Blocked };

export interface SessionStatus {
  readonly connection: ConnectionStatus;
  readonly sync: SyncStatus;
  /** How many edits the server has not acknowledged. */
  readonly pending: number;
  /** Whether all of those are written where they outlive this page. */
  readonly keptOnDevice: boolean;
  readonly access: Access;
}
