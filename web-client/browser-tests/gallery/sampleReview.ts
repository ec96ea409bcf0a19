import type { Rejoined } from "../../src/sync/index";
import { sampleText } from "./sampleText";

const places = [
  {
    base: "We left at six, before the heat.",
    mine: "We left at half past five, before the heat and the flies.",
    theirs: "We left at seven, after a long breakfast.",
  },
  {
    base: "- A heron that did not care about us at all",
    mine: "- A grey heron that did not care about us at all",
    theirs: "- A heron that did not care about us at all, nor about the dog",
  },
  {
    base: "2. Write down the times of the buses back",
    mine: "2. Write down the times of the last buses back 🚌",
    theirs: "",
  },
];
/** Somebody comes back, and three places were edited by both. */
export function sampleReview(held: boolean): Rejoined {
  const together = [
    "We left at half past fiveseven, after a long breakfast. and the flies.",
    "- A grey heron that did not care about us at all, nor about the dog",
    "last 🚌",
  ];
  return {
    awaySince: new Date(2026, 10, 22, 14, 3).getTime(),
    missedRevisions: 34,
    ownEdits: 12,
    overlaps: places.map((place, index) => ({
      ...place,
      result: together[index]!,
      at: Math.max(0, sampleText.indexOf(place.base)),
    })),
    moreOverlaps: 0,
    held,
    mine: sampleText,
  };
}
