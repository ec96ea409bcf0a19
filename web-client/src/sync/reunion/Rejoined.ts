import type { Overlap } from "../../review/index";

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

const MAX_OVERLAPS = 100;

/** Two absences that the person has not looked at yet: what they had is what they had at first. */
export function joined(first: Rejoined, second: Rejoined): Rejoined {
  const overlaps = [...first.overlaps, ...second.overlaps];
  const shown = overlaps.slice(0, MAX_OVERLAPS);
  return {
    ...second,
    awaySince: first.awaySince,
    missedRevisions: first.missedRevisions + second.missedRevisions,
    overlaps: shown,
    moreOverlaps: first.moreOverlaps + second.moreOverlaps + overlaps.length - shown.length,
    mine: first.mine,
  };
}
