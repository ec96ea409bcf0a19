import { describe, expect, it } from "vitest";
import { divide, Operation } from "../../src/ot/index";
import { RandomOperations } from "../testing/RandomOperations";
import { eachSeed } from "../testing/seeds";
import { SplitMix64 } from "../../src/testing/SplitMix64";

describe("a division", () => {
  it("of a small operation is the operation", () => {
    const operation = Operation.ofText("abc");
    expect(divide(operation, { bytes: 1_000, inserted: 10, components: 10 })).toEqual([operation]);
  });

  it("of a long insert cuts it, but no surrogate pair", () => {
    const parts = divide(Operation.ofText("\u{1f600}".repeat(10)), {
      bytes: 10_000,
      inserted: 5,
      components: 10,
    });
    expect(parts.map((part) => part.toString())).toEqual([
      '["😀😀"]',
      '[4,"😀😀"]',
      '[8,"😀😀"]',
      '[12,"😀😀"]',
      '[16,"😀😀"]',
    ]);
  });

  it("has the effect of the whole, in parts that are small enough", () => {
    eachSeed(3_000, (seed) => {
      const random = new SplitMix64(seed);
      const operations = new RandomOperations(random, seed % 2 === 0 ? "text" : "rich-text");
      const operation = operations.on(operations.content(40));
      const bytes = 600 + random.below(600);
      const size = { bytes, inserted: 12 + random.below(9), components: 4 + random.below(9) };
      const parts = divide(operation, size);
      const whole = parts.reduce((all, part) => all.compose(part));
      expect(whole.toString()).toBe(operation.toString());
      for (const part of parts) {
        expect(part.pool.length).toBeLessThanOrEqual(size.inserted);
        expect(part.componentCount).toBeLessThanOrEqual(size.components);
        expect(new TextEncoder().encode(part.toString()).length).toBeLessThanOrEqual(size.bytes);
      }
    });
  });
});
