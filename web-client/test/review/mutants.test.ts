import { describe, expect, it } from "vitest";
import { Blocks } from "../../src/review/Blocks";
import { Cuts } from "../../src/review/Cuts";
import type { Edit } from "../../src/review/edits";
import type { Span } from "../../src/review/Overlap";
import { Shift } from "../../src/review/Shift";
import { method, mutated, type Mutant } from "../testing/mutations";
import { randomDivergence } from "./divergences";
import { checkOverlaps } from "./overlapLaws";

const SEEDS = 1_000;

function isCaught(): boolean {
  try {
    for (let seed = 0; seed < SEEDS; seed++) checkOverlaps(randomDivergence(seed));
    return false;
  } catch {
    return true;
  }
}

describe("the laws of overlaps see", () => {
  it("nothing wrong where nothing is", () => expect(isCaught()).toBe(false));

  it.each<[string, object, string, Mutant]>([
    [
      "edits that touch and are not put together",
      Blocks.prototype,
      "meet",
      method((_was: never, end: number, from: number) => from < end),
    ],
    ["cuts in the middle of a letter", Cuts.prototype, "isBetweenLetters", method(() => true)],
    [
      "cuts through what somebody edited",
      Cuts.prototype,
      "beside",
      method((was: Cuts["beside"], index: number, direction: -1 | 1, end: number) => {
        const cut = was(index, direction, end);
        return cut === end ? end : cut - direction;
      }),
    ],
    [
      "what was inserted at the end of a place",
      Shift.prototype,
      "of",
      method(function (this: { edits: Edit[] }, was: Shift["of"], span: Span) {
        const { from, to } = was(span);
        return { from, to: Math.max(from, to - 1) };
      }),
    ],
    [
      "edits before the place that are not counted",
      Shift.prototype,
      "pass",
      method(() => undefined),
    ],
  ])("%s", async (_, target, member, mutant) => {
    await mutated(target, member, mutant, () => {
      expect(isCaught()).toBe(true);
      return Promise.resolve();
    });
  });
});
