import type { Overlap } from "../review/index";

/**
 * When what was edited while away waits for its author before it is sent: never; when others edited
 * the same places; always.
 */
export type ReviewPolicy = "automatic" | "overlapping" | "always";

/** What became of one's edits when a document was opened again after an absence. */
export interface Rejoined {
  /** Since when nothing was heard of the others; null if the page was loaded with unsent edits. */
  readonly awaySince: number | null;
  /** How many edits of others were missed. */
  readonly missedRevisions: number;
  /** How many edits of one's own the server did not have. */
  readonly ownEdits: number;
  /** The places that both edited, from left to right: the first ones, in full. */
  readonly overlaps: readonly Overlap[];
  /** How many places there are beside those. */
  readonly moreOverlaps: number;
  /** Whether nothing is sent before `confirm`. */
  readonly held: boolean;
  /** The whole text as it was here, before it met the others' edits. */
  readonly mine: string;
}
