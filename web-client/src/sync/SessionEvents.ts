import type { SessionStatus } from "./SessionStatus";

/** Somebody who has the document open; `self` is this session itself. */
export interface Person {
  readonly session: string;
  readonly site: string;
  readonly name: string;
  readonly color: string;
  readonly self: boolean;
}

/** Text of this person that the document could not take in, for them to see and merge. */
export interface KeptCopy {
  readonly doc: string;
  readonly text: string;
  /** Whether edits are in it that were never acknowledged. */
  readonly unsent: boolean;
  readonly reason: "diverged" | "mismatch" | "refused" | "discarded";
}

/** What a document session tells, by name. */
export interface SessionEvents {
  status: SessionStatus;
  people: readonly Person[];
  copyKept: KeptCopy;
  /** Something that should not happen did, and was survived: for a report. */
  fault: Error;
}
