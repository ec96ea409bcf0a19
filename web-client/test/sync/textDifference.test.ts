import { describe, expect, it } from "vitest";
import { textDifference } from "../../src/sync/textDifference";
import { RandomOperations } from "../testing/RandomOperations";
import { eachSeed } from "../testing/seeds";
import { SplitMix64 } from "../../src/testing/SplitMix64";

describe("the difference of two texts", () => {
  it.each`
    before             | after             | operation
    ${""}              | ${""}             | ${"[]"}
    ${"abc"}           | ${"abc"}          | ${"[3]"}
    ${""}              | ${"abc"}          | ${'["abc"]'}
    ${"abc"}           | ${""}             | ${"[-3]"}
    ${"abc"}           | ${"aXc"}          | ${'[1,-1,"X",1]'}
    ${"aaa"}           | ${"aa"}           | ${"[2,-1]"}
    ${"😀"}            | ${"😁"}           | ${'[-2,"😁"]'}
    ${"a\nb\nc\nd\n"}  | ${"A\nb\nc\nD\n"} | ${'[-1,"A",5,-1,"D",1]'}
    ${"a\nb\nc\n"}     | ${"a\nc\n"}       | ${"[2,-2,2]"}
    ${"a\nc"}          | ${"a\nb\nc"}      | ${'[2,"b\\n",1]'}
    ${"a\nb"}          | ${"a\nb\n"}       | ${'[3,"\\n"]'}
    ${"one two three"} | ${"1 two 3"}      | ${'[-3,"1",5,-5,"3"]'}
    ${"né à Évian"}    | ${"ne à Evian"}   | ${'[1,-1,"e",3,-1,"E",4]'}
    ${"a, b; c"}       | ${"a. b! c"}      | ${'[1,-1,".",2,-1,"!",2]'}
  `("$before to $after", ({ before, after, operation }: Record<string, string>) => {
    expect(textDifference(before!, after!).toString()).toBe(operation);
  });

  it("leads from the one to the other, whatever they are", () => {
    eachSeed(3_000, (seed) => {
      const random = new SplitMix64(seed);
      const operations = new RandomOperations(random, "text");
      const content = operations.content(random.oneIn(20) ? 400 : 30);
      const [before, after] = [content.pool, operations.on(content).apply(content.pool)];
      expect(textDifference(before, after).apply(before)).toBe(after);
      const other = operations.content(30).pool;
      expect(textDifference(before, other).apply(before)).toBe(other);
    });
  });

  it("of texts without anything in common is one replacement, soon", () => {
    const text = (word: string) =>
      Array.from({ length: 5_000 }, (_, i) => `${word}${i}\n`).join("");
    const difference = textDifference(text("a"), text("b"));
    expect(difference.componentCount).toBe(3);
    expect(difference.apply(text("a"))).toBe(text("b"));
  });

  it("finds edits that are far apart", () => {
    const lines = Array.from({ length: 2_000 }, (_, i) => `line ${i}\n`);
    const changed = lines.with(10, "ten\n").with(1_990, "near the end\n");
    const difference = textDifference(lines.join(""), changed.join(""));
    expect(difference.componentCount).toBeLessThanOrEqual(10);
  });
});
