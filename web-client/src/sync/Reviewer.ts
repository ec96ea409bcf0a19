import type { Operation } from "../ot/index";
import type { Passed } from "./Replica";

/**
 * What was missed meets what was pending: both were done to `base`.
 *
 *                mine
 *         base •──────► what the person saw
 *              │      │
 *       passed │      │ apply
 *              ▼      ▼
 *              •──────► what both became
 *
 * Where an operation of this outbox had been stored and the person did not know, it is among what
 * passed, under the outbox's own site.
 */
export interface Reunion {
  readonly doc: string;
  readonly site: string;
  readonly base: string;
  readonly mine: Operation;
  readonly passed: readonly Passed[];
  readonly apply: Operation | null;
  /** How many of others' edits were missed. */
  readonly missedRevisions: number;
  /** Since when nothing of the others was heard; null when the page was loaded meanwhile. */
  readonly awaySince: number | null;
}

/**
 * Asked each time that a document is opened again with unsent edits, after what was missed has been
 * taken in, and before any of the unsent goes out.
 */
export interface Reviewer {
  reunited(reunion: Reunion): "go on" | "hold";
  /**
   * Asked about edits that nobody has before their eyes: those of a closed tab. Held, they wait for
   * a tab that opens them.
   */
  holdsUnseen?(reunion: Reunion): boolean;
}
