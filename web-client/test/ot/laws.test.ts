import { describe, expect, it, vi } from "vitest";
import { Operation } from "../../src/ot/index";
import { RandomOperations } from "../testing/RandomOperations";
import { eachSeed, tiered } from "../testing/seeds";
import { SplitMix64 } from "../../src/testing/SplitMix64";
import * as laws from "./laws";

vi.setConfig({ testTimeout: tiered(120_000, 1_200_000) });

/** Every operation on `length` units: each gap holds nothing or an insert, each unit may go. */
function allOperations(length: number, inserts: readonly string[]): Operation[] {
  const all: Operation[] = [];
  const choices = inserts.length + 1;
  const count = choices ** (length + 1) * 2 ** length;
  for (let number = 0; number < count; number++) {
    const builder = Operation.builder();
    let rest = number;
    for (let gap = 0; gap <= length; gap++) {
      const choice = rest % choices;
      rest = Math.floor(rest / choices);
      if (choice > 0) builder.insert(inserts[choice - 1]!);
      if (gap === length) break;
      if (rest % 2 === 0) builder.retain(1);
      else builder.delete(1);
      rest = Math.floor(rest / 2);
    }
    all.push(builder.build());
  }
  return all;
}

describe("the laws", () => {
  it("converge for every pair on documents of 0 to 3 units", () => {
    for (let length = 0; length <= 3; length++) {
      const content = Operation.ofText("012".slice(0, length));
      const ours = allOperations(length, ["x", "yy"]);
      const theirs = allOperations(length, ["p"]);
      for (const h of theirs) for (const c of ours) laws.convergence(content, h, c);
    }
  });

  it("fold and associate for every triple on documents of 0 to 2 units", () => {
    for (let length = 0; length <= 2; length++) {
      const content = Operation.ofText("01".slice(0, length));
      for (const h1 of allOperations(length, ["p"])) {
        for (const h2 of allOperations(h1.targetLength, ["q"])) {
          laws.associativity(content, h1, h2);
          if (h1.targetLength > 2) continue;
          for (const c of allOperations(length, ["x"])) laws.folding(content, h1, h2, c);
        }
      }
    }
  });

  it("hold at random, plain and rich, with everything that Unicode has", () => {
    eachSeed(tiered(20_000, 200_000), (seed) => {
      const random = new SplitMix64(seed);
      const operations = new RandomOperations(random, seed % 2 === 0 ? "text" : "rich-text");
      const content = operations.content(random.oneIn(50) ? 500 : 12);
      const h1 = operations.on(content);
      const next = content.compose(h1);
      const h2 = operations.on(next);
      const h3 = operations.on(next.compose(h2));
      const c = operations.on(content);
      laws.convergence(content, h1, c);
      laws.associativity(content, h1, h2);
      laws.associativity(h1, h2, h3);
      laws.folding(content, h1, h2, c);
      laws.inversion(content, h1);
      const position = random.below(content.targetLength + 1);
      const oneByOne = h2.movePosition(h1.movePosition(position, "LEFT"), "LEFT");
      expect(h1.compose(h2).movePosition(position, "LEFT")).toBe(oneByOne);
      if (seed % 2 === 0) expect(h1.apply(content.pool)).toBe(next.pool);
    });
  });

  it("do not hold for folding on the client's side, which is why a client freezes", () => {
    const found = allOperations(1, ["p"]).some((h) =>
      allOperations(1, ["x"]).some((c1) =>
        allOperations(c1.targetLength, ["y"]).some((c2) => {
          const first = Operation.transform(h, c1);
          const oneByOne = first.later.compose(c2.movedBehind(first.earlier));
          return !oneByOne.equals(c1.compose(c2).movedBehind(h));
        }),
      ),
    );
    expect(found).toBe(true);
  });
});
