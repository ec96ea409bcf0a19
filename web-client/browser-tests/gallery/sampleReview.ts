import type { Rejoined } from "../../src/sync/index";
import { sampleText } from "./sampleText";

const places = [
  {
    base: "We left at six, before the heat.",
    mine: "We left at half past five, before the heat.",
    theirs: "We left at six with both dogs, before the flies.",
    result: "We left at half past five with both dogs, before the flies.",
  },
  {
    base: "- A heron that did not care about us at all",
    mine: "- A grey heron that did not care about us",
    theirs: "- A heron that did not care about us at all, nor about the dogs",
    result: "- A grey heron that did not care about us, nor about the dogs",
  },
  {
    base: "2. Write down the times of the buses back: `17:05`, `18:20`",
    mine: "2. Write down the times of the last buses back: `17:05`, `18:20` 🚌",
    theirs: "",
    result: "last 🚌",
  },
];

/** What both became: the sample text, with the results in it. */
export const reviewedText = places.reduce(
  (text, { base, result }) => text.replace(base, result),
  sampleText,
);

/** Somebody comes back, and three places were edited by both. */
export function sampleReview(held: boolean): Rejoined {
  return {
    awaySince: new Date(2026, 10, 22, 14, 3).getTime(),
    missedRevisions: 34,
    ownEdits: 12,
    overlaps: places.map((place) => ({ ...place, at: reviewedText.indexOf(place.result) })),
    moreOverlaps: 0,
    held,
    mine: sampleText,
  };
}
