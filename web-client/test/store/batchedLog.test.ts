import { describe, expect, it } from "vitest";
import { Operation } from "../../src/ot/index";
import { BatchedLog, type Block } from "../../src/store/BatchedLog";
import { RandomOperations } from "../testing/RandomOperations";
import { eachSeed } from "../testing/seeds";
import { SplitMix64 } from "../../src/testing/SplitMix64";

/** The other side: rows by their numbers. */
class Rows {
  readonly rows = new Map<number, Block>();
  written = 0;

  take(log: BatchedLog): void {
    const { removedFrom, added } = log.settle();
    if (removedFrom !== null) {
      for (const number of this.rows.keys()) if (number >= removedFrom) this.rows.delete(number);
    }
    for (const block of added) {
      expect(this.rows.has(block.number), `row ${block.number} is there already`).toBe(false);
      this.rows.set(block.number, block);
      this.written += block.edits;
    }
  }

  blocks(): Block[] {
    return [...this.rows.values()].sort((a, b) => a.number - b.number);
  }
}

function typed(at: number): Operation {
  return Operation.builder().retain(at).insert("x").build();
}

describe("a batched log", () => {
  it("is on the other side what it is here, to the letter, however it is settled", () =>
    eachSeed(60, (seed) => {
      const random = new SplitMix64(seed);
      const log = new BatchedLog();
      const rows = new Rows();
      let text = "";
      let all = Operation.identity(0);
      for (let edit = 0; edit < 300; edit++) {
        const operation = new RandomOperations(random, "text").on(Operation.ofText(text));
        text = operation.apply(text);
        all = all.compose(operation);
        log.append(operation);
        if (random.oneIn(40)) log.forgetWritten();
        if (random.oneIn(2)) rows.take(log);
      }
      rows.take(log);
      expect(new BatchedLog(rows.blocks()).toOperation()?.toString()).toBe(all.toString());
      expect(log.toOperation()?.toString()).toBe(all.toString());
    }));

  it("goes on from what was read", () => {
    const rows = new Rows();
    let length = 0;
    for (let page = 0; page < 30; page++) {
      const log = new BatchedLog(rows.blocks());
      for (let edit = 0; edit < 10; edit++) {
        log.append(typed(length++));
        rows.take(log);
      }
    }
    expect(new BatchedLog(rows.blocks()).toOperation()?.toString()).toBe(`["${"x".repeat(300)}"]`);
  });

  it("of a day of 50,000 keystrokes has few rows, each edit written three times at most", () => {
    const log = new BatchedLog();
    const rows = new Rows();
    let most = 0;
    for (let length = 0; length < 50_000; length++) {
      log.append(typed(length));
      rows.take(log);
      most = Math.max(most, rows.rows.size);
    }
    expect(most).toBeLessThan(200);
    expect(rows.written).toBeLessThanOrEqual(3 * 50_000);
  });
});
