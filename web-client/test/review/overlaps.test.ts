import { describe, expect, it, vi } from "vitest";
import { Operation } from "../../src/ot/index";
import { overlaps } from "../../src/review/index";
import { placesOf } from "../../src/review/overlaps";
import { operation } from "../testing/Notation";
import { eachSeed, tiered } from "../testing/seeds";
import { SplitMix64 } from "../../src/testing/SplitMix64";
import { divergence, randomDivergence } from "./divergences";
import { checkOverlaps } from "./overlapLaws";

/** Each place as "base: mine / theirs = result". */
function told(base: string, mine: string, others: string): string[] {
  const found = overlaps(divergence(base, operation(mine), operation(others)));
  return found.shown.map((place) => {
    return `${place.base}: ${place.mine} / ${place.theirs} = ${place.result}`;
  });
}

describe("others edited what I edited", () => {
  it.each`
    what                                         | base         | mine             | others           | places
    ${"inserts at one place"}                    | ${"ab cd"}   | ${"3 'X' 2"}     | ${"3 'Y' 2"}     | ${["ab cd: ab Xcd / ab Ycd = ab XYcd"]}
    ${"an insert into what the other deleted"}   | ${"ab cd"}   | ${"3 -2"}        | ${"4 'Y' 1"}     | ${["ab cd: ab  / ab cYd = ab Y"]}
    ${"deletions that share a letter"}           | ${"abc def"} | ${"-2 5"}        | ${"1 -3 3"}      | ${["abc def: c def / adef = def"]}
    ${"two changes of one word"}                 | ${"colors"}  | ${"4 'u' 2"}     | ${"-1 'C' 5"}    | ${["colors: colours / Colors = Colours"]}
    ${"changes of two words"}                    | ${"ab cd"}   | ${"-2 'X' 3"}    | ${"3 -2 'Y'"}    | ${[]}
    ${"changes of two sentences beside another"} | ${"日本"}    | ${"-1 'X' 1"}    | ${"2 'Y'"}       | ${[]}
    ${"the same deletion"}                       | ${"ab cd"}   | ${"-3 2"}        | ${"-3 2"}        | ${[]}
    ${"the same word put in twice"}              | ${"teh"}     | ${"-3 'the'"}    | ${"-3 'the'"}    | ${["teh: the / the = thethe"]}
    ${"nothing of mine"}                         | ${"ab"}      | ${"2"}           | ${"'Y' 2"}       | ${[]}
    ${"both into an empty text"}                 | ${""}        | ${"'X'"}         | ${"'Y'"}         | ${[": X / Y = XY"]}
    ${"both at the end"}                         | ${"a\nb"}    | ${"3 ' X'"}      | ${"3 ' Y'"}      | ${["b: b X / b Y = b X Y"]}
    ${"one line of several"}                     | ${"a\nb\nc"} | ${"2 'X' 3"}     | ${"2 -1 2"}      | ${["b: Xb /  = X"]}
    ${"neighbouring lines"}                      | ${"a\nb"}    | ${"'X' 2 'X' 1"} | ${"'Y' 2 'Y' 1"} | ${["a\nb: Xa\nXb / Ya\nYb = XYa\nXYb"]}
  `("$what", ({ base, mine, others, places }: Record<string, string>) => {
    expect(told(base!, mine!, others!)).toEqual(places);
  });

  it("the sentence is shown where the line is too long to read", () => {
    const filler = "Nobody reads this one here. ".repeat(20);
    const base = `${filler}The cat sat down. ${filler}`;
    const at = base.indexOf("cat");
    const edit = (text: string) =>
      Operation.builder()
        .retain(at)
        .delete(3)
        .insert(text)
        .retain(base.length - at - 3)
        .build();
    const [place] = overlaps(divergence(base, edit("dog"), edit("cow"))).shown;
    expect(place).toEqual({
      base: "The cat sat down.",
      mine: "The dog sat down.",
      theirs: "The cow sat down.",
      result: "The dogcow sat down.",
      at: filler.length,
    });
  });

  it("some words are shown where there is no sentence either", () => {
    const base = "word ".repeat(200);
    const edit = (text: string) =>
      Operation.builder()
        .retain(500)
        .insert(text)
        .retain(base.length - 500)
        .build();
    const [place] = overlaps(divergence(base, edit("X"), edit("Y"))).shown;
    expect(place!.base).toBe("word ".repeat(24).trimEnd());
  });

  it("100 places are told in full, and of the others how many there are", () => {
    const base = "line\n\n".repeat(250);
    const builder = () => Operation.builder();
    const [mine, others] = [builder(), builder()];
    for (let i = 0; i < 250; i++) {
      mine.insert("X").retain(6);
      others.insert("Y").retain(6);
    }
    const { shown, more } = overlaps(divergence(base, mine.build(), others.build()));
    expect(shown).toHaveLength(100);
    expect(more).toBe(150);
    expect(shown[99]).toEqual({
      base: "line",
      mine: "Xline",
      theirs: "Yline",
      result: "XYline",
      at: 99 * 8,
    });
  });
});

vi.setConfig({ testTimeout: tiered(20_000, 600_000) });

describe("the laws of overlaps", () => {
  it("hold whatever the two edit", () => {
    eachSeed(tiered(2_000, 100_000), (seed) => checkOverlaps(randomDivergence(seed)));
  });

  it("who is who makes no difference to where the places are", () => {
    eachSeed(tiered(500, 20_000), (seed) => {
      const { base, mine, others } = randomDivergence(seed);
      const swapped = placesOf(divergence(base, others, mine));
      expect(swapped.map((place) => place.base)).toEqual(
        placesOf(divergence(base, mine, others)).map((place) => place.base),
      );
    });
  });

  it("there are none where each edits words that the other leaves alone", () => {
    eachSeed(tiered(500, 20_000), (seed) => {
      const random = new SplitMix64(seed);
      const words = Array.from({ length: 2 + random.below(30) }, () => "word");
      const [mine, others] = [Operation.builder(), Operation.builder()];
      for (const [index, word] of words.entries()) {
        const [own, other] = random.oneIn(2) ? [mine, others] : [others, mine];
        const at = random.below(word.length + 1);
        own
          .retain(at)
          .insert("x")
          .delete(word.length - at);
        other.retain(word.length);
        if (index < words.length - 1) [mine, others].forEach((each) => each.retain(1));
      }
      const base = words.join(" ");
      expect(placesOf(divergence(base, mine.build(), others.build()))).toEqual([]);
    });
  });

  it("10,000 edits against 10,000 in a megabyte take less than a second", () => {
    const random = new SplitMix64(3);
    const base = "Some words of a sentence that goes on.\nAnother line 🐟\n".repeat(20_000);
    const edits = () => {
      const builder = Operation.builder();
      const each = Math.floor(base.length / 10_000);
      for (let i = 0; i < 10_000; i++) {
        const at = random.below(each - 2);
        const isSplit = (offset: number) =>
          (base.charCodeAt(i * each + offset) & 0xfc00) === 0xdc00;
        const from = isSplit(at) ? at + 1 : at;
        builder
          .retain(from)
          .insert("new")
          .retain(each - from);
      }
      return builder.retain(base.length - 10_000 * each).build();
    };
    const given = divergence(base, edits(), edits());
    const start = performance.now();
    const { shown, more } = overlaps(given);
    expect(performance.now() - start).toBeLessThan(1_000);
    expect(shown.length + more).toBeGreaterThan(500);
  });
});
