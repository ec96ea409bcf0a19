import type { Divergence } from "../../review/index";

/** Unsent edits meet what was missed. */
export interface Reunion {
  readonly divergence: Divergence;
  /** The public name of the outbox. */
  readonly site: string;
  readonly missedRevisions: number;
  /** How many edits are unsent. */
  readonly ownEdits: number;
  /** Since when nothing of the others was heard; null if the page was loaded with unsent edits. */
  readonly awaySince: number | null;
  /** Whether the person has not answered the last time yet. */
  readonly wasHeld: boolean;
}

/**
 * Asked each time that a document is opened again with unsent edits: what was missed has been taken
 * in, and nothing of it has been written or sent yet.
 */
export interface Reviewer {
  reunited(reunion: Reunion): "go on" | "hold";
}
