import { describe, expect, it } from "vitest";
import { Buffer, Operation } from "../../src/ot/index";
import { RandomOperations } from "../testing/RandomOperations";
import { eachSeed } from "../testing/seeds";
import { SplitMix64 } from "../../src/testing/SplitMix64";

function compositions(work: () => void): number {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- put back below
  const original = Operation.prototype.compose;
  let copied = 0;
  Operation.prototype.compose = function (this: Operation, next: Operation) {
    const result = original.call(this, next);
    copied += result.componentCount;
    return result;
  };
  try {
    work();
  } finally {
    Operation.prototype.compose = original;
  }
  return copied;
}

describe("a buffer", () => {
  it("is the composition of its edits, to the letter", () => {
    eachSeed(500, (seed) => {
      const random = new SplitMix64(seed);
      const operations = new RandomOperations(random, "rich-text");
      const content = operations.content(12);
      let composed = operations.on(content);
      let buffer = Buffer.of(composed);
      for (let i = random.below(12); i > 0; i--) {
        const next = operations.on(content.compose(composed));
        composed = composed.compose(next);
        buffer = buffer.then(next);
      }
      expect(buffer.toOperation().toString()).toBe(composed.toString());
    });
  });

  it("refuses an edit that does not apply to its result", () => {
    expect(() => Buffer.of(Operation.ofText("ab")).then(Operation.identity(3))).toThrow(
      "for 3 units met a document of 2",
    );
  });

  it("takes 10,000 edits all over a document without copying all of them each time", () => {
    const random = new SplitMix64(7);
    const length = 100_000;
    let buffer: Buffer | null = null;
    const copied = compositions(() => {
      for (let i = 0; i < 10_000; i++) {
        const at = random.below(length + i);
        const edit = Operation.builder()
          .retain(at)
          .insert("x")
          .retain(length + i - at);
        buffer = Buffer.after(buffer, edit.build());
      }
      expect(buffer!.toOperation().pool.length).toBe(10_000);
    });
    // One by one it would be 10,000 · 20,000 / 2: a hundred million components.
    expect(copied).toBeLessThan(1_000_000);
  });
});
