import { expect, test, vi } from "vitest";
import { changeBetween, operationOf } from "../../../src/editor/textarea/changeBetween";
import { hasLoneSurrogate } from "../../../src/ot/surrogates";
import { eachSeed, tiered } from "../../testing/seeds";
import { SplitMix64 } from "../../../src/testing/SplitMix64";

vi.setConfig({ testTimeout: 60_000 });

/** `[` and `]` stand around what was selected, `|` is the caret. */
const cases: readonly [what: string, before: string, after: string, operation: unknown][] = [
  ["a letter among its like", "aa[]aa", "aaa|aa", [2, "a", 2]],
  ["a letter at the start of its like", "[]aaa", "a|aaa", ["a", 3]],
  ["a letter rubbed out among its like", "aaa[]a", "aa|a", [2, -1, 1]],
  ["a letter deleted forwards", "a[]aaa", "a|aa", [1, -1, 2]],
  ["a selection typed over with its own first letter", "x[abc]y", "xa|y", [1, -3, "a", 1]],
  ["a selection deleted", "x[abab]ab", "x|ab", [1, -4, 2]],
  ["a selection pasted over with itself", "[abc]", "abc|", [-3, "abc"]],
  ["a word corrected from a menu, the caret elsewhere", "teh end[]", "the end|", [1, -2, "he", 4]],
  ["a word completed", "he[] is", "hello| is", [2, "llo", 3]],
  ["one emoji for another", "a😀b[]", "a😁|b", [1, -2, "😁", 1]],
  ["an emoji of the same ending", "a\u{1F600}[]", "a\u{1FA00}|", [1, -2, "\u{1FA00}"]],
  ["an emoji rubbed out among its like", "😀😀[]😀", "😀|😀", [2, -2, 2]],
  ["all of it", "[abc]", "|", [-3]],
];

test.each(cases)("%s", (_what, marked, markedAfter, operation) => {
  const [from, to] = [marked.indexOf("["), marked.indexOf("]") - 1];
  const before = marked.replace("[", "").replace("]", "");
  const caret = markedAfter.indexOf("|");
  const after = markedAfter.replace("|", "");
  const change = changeBetween(before, after, { selected: { from, to }, caret });
  expect(operationOf(change, before.length).toJSON()).toEqual(operation);
});

test("whatever became of a text, the change leads there and splits no character", () => {
  eachSeed(tiered(2_000, 50_000), (seed) => {
    const random = new SplitMix64(seed);
    const text = () =>
      Array.from({ length: random.below(8) }, () => random.oneOf(["a", "b", "😀", "😁"])).join("");
    const [before, after] = [text(), text()];
    const from = random.below(before.length + 1);
    const to = from + random.below(before.length - from + 1);
    const caret = random.below(after.length + 1);
    const change = changeBetween(before, after, { selected: { from, to }, caret });
    const operation = operationOf(change, before.length);
    operation.checkFits(before);
    expect(operation.apply(before)).toBe(after);
    expect(hasLoneSurrogate(change.insert)).toBe(false);
  });
});
