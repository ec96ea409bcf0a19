import { describe, expect, it } from "vitest";
import { Bench, type BenchClient } from "./Bench";

async function pair(): Promise<{ bench: Bench; ada: BenchClient; bob: BenchClient }> {
  const bench = new Bench();
  const ada = await bench.client({ name: "Ada" });
  const bob = await bench.client({ name: "Bob" });
  ada.editor.type("hello world");
  await bench.time.pass(200);
  return { bench, ada, bob };
}

/** Where `client` sees others, as `name anchor-head`. */
function seen({ editor }: BenchClient): string[] {
  return editor.people.flatMap(({ name, ranges }) =>
    ranges.map(({ anchor, head }) => `${name} ${anchor}-${head}`),
  );
}

describe("people", () => {
  it("are told who comes, who is renamed and who goes", async () => {
    const { bench, ada, bob } = await pair();
    expect(ada.session.people.map(({ name }) => name)).toEqual(["Bob"]);
    expect(bob.session.people.map(({ name }) => name)).toEqual(["Ada"]);
    bob.client.close();
    await bench.time.pass(20);
    expect(ada.session.people).toEqual([]);
  });

  it("see where the others are, and their own cursor nowhere", async () => {
    const { bench, ada, bob } = await pair();
    bob.editor.select(6, 11);
    await bench.time.pass(20);
    expect(seen(ada)).toEqual(["Bob 6-11"]);
    expect(seen(bob)).toEqual([]);
  });

  it("see the others move with what they type themselves, and with what others type", async () => {
    const { bench, ada, bob } = await pair();
    bob.editor.select(6);
    await bench.time.pass(200);
    ada.editor.type("Oh, ", 0);
    await bench.time.pass(200);
    expect(seen(ada)).toEqual(["Bob 10-10"]);
    bob.editor.type("dear ", 10);
    await bench.time.pass(200);
    expect(seen(ada)).toEqual(["Bob 15-15"]);
    expect(ada.editor.content).toBe("Oh, hello dear world");
  });

  it("stay left of what one types exactly where they are", async () => {
    const { bench, ada, bob } = await pair();
    bob.editor.select(5);
    await bench.time.pass(200);
    ada.editor.type("!", 5);
    await bench.time.pass(200);
    expect(seen(ada)).toEqual(["Bob 5-5"]);
  });

  it("are forgotten when the connection is gone", async () => {
    const { bench, ada, bob } = await pair();
    bob.editor.select(5);
    await bench.time.pass(200);
    bench.network.reachable = false;
    ada.environment.wire!.cut();
    await bench.time.pass(1_000);
    expect(ada.session.people).toEqual([]);
    expect(seen(ada)).toEqual([]);
  });
});

describe("one's own cursor", () => {
  it("is told only when nothing is in flight or buffered", async () => {
    const { bench, ada } = await pair();
    const before = ada.sent("cursor").length;
    ada.editor.type("x", 0);
    ada.editor.select(3);
    expect(ada.sent("cursor")).toHaveLength(before);
    await bench.time.pass(200);
    expect(ada.sent("cursor").at(-1)).toEqual({
      t: "cursor",
      doc: "doc",
      rev: 2,
      ranges: [[3, 3]],
    });
  });

  it("is told no more than each 80 milliseconds, and at last where it is", async () => {
    const { bench, ada } = await pair();
    const before = ada.sent("cursor").length;
    for (let i = 0; i <= 10; i++) {
      ada.editor.select(i);
      await bench.time.pass(10);
    }
    await bench.time.pass(200);
    expect(ada.sent("cursor").length - before).toBeLessThanOrEqual(3);
    expect(ada.sent("cursor").at(-1)).toMatchObject({ ranges: [[10, 10]] });
  });

  it("need not be told again after typing: everyone moves it along", async () => {
    const { bench, ada } = await pair();
    ada.editor.select(5);
    await bench.time.pass(200);
    const before = ada.sent("cursor").length;
    ada.editor.type("!", 5);
    ada.editor.select(6);
    await bench.time.pass(500);
    expect(ada.sent("cursor")).toHaveLength(before);
  });

  it("is told anew after a reconnect", async () => {
    const { bench, ada } = await pair();
    ada.editor.select(5);
    await bench.time.pass(200);
    ada.environment.wire!.cut();
    await bench.time.pass(2_000);
    expect(ada.sent("cursor")).toEqual([{ t: "cursor", doc: "doc", rev: 1, ranges: [[5, 5]] }]);
  });
});
