import type { KeptCopy } from "../store/index";
import type { Rejoined } from "./reunion/Rejoined";
import type { SessionStatus } from "./SessionStatus";

/** Somebody else who has the document open. */
export interface Person {
  readonly session: string;
  readonly site: string;
  readonly name: string;
  readonly color: string;
}

/** Edits of closed tabs that wait on this device. */
export interface LeftOrphans {
  readonly edits: number;
  /** Whether they only wait to be seen before they are sent; otherwise something is in their way. */
  readonly toReview: boolean;
}

/** What a document session tells, by name. */
export interface SessionEvents {
  status: SessionStatus;
  people: readonly Person[];
  copyKept: KeptCopy;
  /** A document with unsent edits was opened again after an absence: what became of them. */
  rejoined: Rejoined;
  /** Edits of a tab that is closed were brought to the server just now: how many. */
  orphansSent: number;
  /** Edits of a tab that is closed need the person. They are seen when the page is loaded again. */
  orphansLeft: LeftOrphans;
  /** Something that should not happen did, and was survived: for a report. */
  fault: Error;
}
