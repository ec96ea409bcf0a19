import type { Trouble } from "../store/index";

/** What a person may do with a document. `none` comes when rights are taken away. */
export type Access = "none" | "read" | "write";

/**
 * The way to the server. `refused`: it said not to retry as we are (greeting, token, origin).
 * `relayed`: no socket can be held here, but HTTP works, so edits go by POST every few seconds; the
 * next socket is tried at `nextRetryAt`.
 */
export type ConnectionStatus =
  | { readonly state: "connecting" }
  | { readonly state: "online" }
  | { readonly state: "offline" }
  | { readonly state: "waiting"; readonly nextRetryAt: number }
  | { readonly state: "relayed"; readonly nextRetryAt: number }
  | { readonly state: "refused"; readonly code: number; readonly message: string };

/**
 * Why the server took an operation not, or why a document cannot be worked on. Two codes are worth
 * telling apart: `not_found`, nobody has such a document; `gone`, this device has it, the server no
 * longer does, and its text is on the screen.
 */
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
  /** Held back until the person has seen what became of their edits: see Reviewer. */
  | { readonly state: "review" }
  | { readonly state: "blocked"; readonly why: Blocked };

/** The last thing that went wrong, for a report: it may be over since. */
export interface LastError {
  readonly at: number;
  readonly code: string;
  readonly message: string;
}

export interface SessionStatus {
  readonly connection: ConnectionStatus;
  readonly sync: SyncStatus;
  /** How many edits the server has not acknowledged. */
  readonly pending: number;
  /** Whether all of those are written where they outlive this page. */
  readonly keptOnDevice: boolean;
  readonly access: Access;
  /** When the oldest of them was made, in milliseconds since 1970, whatever was reloaded since. */
  readonly unsentSince: number | null;
  /** Why edits are not kept on this device, where that is a fault. */
  readonly trouble: Trouble | null;
  readonly lastError: LastError | null;
}
