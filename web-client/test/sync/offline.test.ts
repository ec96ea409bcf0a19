import { describe, expect, it, vi } from "vitest";
import { Operation } from "../../src/ot/index";
import { SplitMix64 } from "../../src/testing/SplitMix64";
import { Bench } from "./Bench";

vi.setConfig({ testTimeout: 120_000 });

const EDITS = 10_000;

describe("a long absence", () => {
  // Promise X5.
  it("of 10,000 edits here and 10,000 there ends in one text", async () => {
    const bench = new Bench();
    const random = new SplitMix64(5);
    const client = await bench.client();
    client.editor.type("0123456789\n".repeat(100));
    await bench.time.pass(50);
    bench.network.reachable = false;
    client.environment.wire!.cut();
    await bench.time.pass(1_000);

    for (let i = 0; i < EDITS; i++) {
      const { length } = client.editor.content;
      const from = random.below(length);
      client.editor.type("ab".slice(random.below(2)), from, from + random.below(2));
    }
    expect(client.session.status).toMatchObject({ sync: { state: "unsent" }, pending: EDITS });
    for (let i = 0; i < EDITS; i++) othersEdit(bench, random, i + 1);

    bench.network.reachable = true;
    await bench.time.until("level", () => client.sync === "saved");
    expect(client.editor.content).toBe(bench.document.text);
    expect(client.sent("op")).toHaveLength(2);
    expect(client.editor.applied.at(-1)?.componentCount).toBeGreaterThan(1_000);
    expect(client.faults).toEqual([]);
  });

  it("costs little for each letter typed in it", async () => {
    const bench = new Bench();
    const client = await bench.client();
    bench.network.reachable = false;
    client.environment.wire!.cut();
    await bench.time.pass(1_000);
    const composed = vi.spyOn(Operation.prototype, "compose");
    for (let i = 0; i < 5_000; i++) client.editor.type("a");
    expect(composed.mock.calls.length).toBeLessThan(3 * 5_000);
    composed.mockRestore();
    expect(client.session.status.pending).toBe(5_000);
  });
});

function othersEdit({ document }: Bench, random: SplitMix64, seq: number): void {
  const { length } = document.text;
  const at = random.below(length);
  const operation = Operation.builder().retain(at);
  if (random.oneIn(3)) operation.delete(1).retain(length - at - 1);
  else operation.insert("X").retain(length - at);
  document.append({ by: "others", seq, operation: operation.build() });
}
