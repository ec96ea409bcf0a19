import { describe, expect, it } from "vitest";
import { MemoryOutboxStore } from "../../src/store/index";
import { Bench, type BenchClient } from "./Bench";

const FRESH = { create: "text", fresh: true } as const;

/** A person without a network, in a document that they have just made. */
async function offline(
  bench: Bench,
  outboxes = new MemoryOutboxStore(),
  opening: object = FRESH,
): Promise<BenchClient> {
  bench.network.reachable = false;
  return bench.client({ outboxes, opening });
}

async function level(bench: Bench, ...clients: BenchClient[]): Promise<void> {
  bench.network.reachable = true;
  clients.forEach(({ environment }) => environment.tell("woken"));
  await bench.time.until("everybody level", () =>
    clients.every(({ sync, editor }) => sync === "saved" && editor.content === bench.document.text),
  );
}

describe("a document that is made here", () => {
  it("can be written in before anything is heard of a server", async () => {
    const bench = new Bench();
    const client = await offline(bench);
    expect(client.editor.editable).toBe(true);
    client.editor.type("first words");
    expect(client.session.status).toMatchObject({ sync: { state: "unsent" }, pending: 1 });
  });

  it("is nothing that a server has been told of, until it was", async () => {
    const bench = new Bench();
    const client = await offline(bench);
    client.editor.type("words");
    await bench.time.pass(60_000);
    expect(bench.server.documents.size).toBe(0);
    expect(client.sync).toBe("unsent");
  });

  it("is born at the first contact, with all that was written", async () => {
    const bench = new Bench();
    const client = await offline(bench);
    for (const letter of "first words") client.editor.type(letter);
    await level(bench, client);
    expect(bench.document.text).toBe("first words");
    expect(client.faults).toEqual([]);
    expect(client.copies).toEqual([]);
  });

  it("is opened at the server without a place to resume from", async () => {
    const bench = new Bench();
    const client = await offline(bench);
    client.editor.type("a");
    await level(bench, client);
    const [open] = client.sent("open");
    expect(open).toMatchObject({ doc: "doc", create: "text" });
    expect(open).not.toHaveProperty("lineage");
  });

  it("is the same after a reload that knows nothing of its making", async () => {
    const bench = new Bench();
    const outboxes = new MemoryOutboxStore();
    const before = await offline(bench, outboxes);
    before.editor.type("kept");
    before.close();
    const after = await offline(bench, outboxes, {});
    expect(after.editor.content).toBe("kept");
    expect(after.editor.editable).toBe(true);
    after.editor.type(" and more");
    await level(bench, after);
    expect(bench.document.text).toBe("kept and more");
  });

  it("in a second tab is one document, and has what was written in both", async () => {
    const bench = new Bench();
    const [first, second] = [await offline(bench), await offline(bench)];
    first.editor.type("one");
    second.editor.type("two");
    await level(bench, first, second);
    expect(first.editor.content).toMatch(/^(onetwo|twoone)$/);
    expect([...first.copies, ...second.copies]).toEqual([]);
  });

  it("that somebody else has made meanwhile keeps what both wrote", async () => {
    const bench = new Bench();
    const client = await offline(bench);
    client.editor.type("mine");
    bench.network.reachable = true;
    const other = await bench.client();
    other.editor.type("theirs");
    await level(bench, client, other);
    expect(client.editor.content).toMatch(/^(minetheirs|theirsmine)$/);
  });

  it("is born once, however often the answer to that is lost", async () => {
    const bench = new Bench();
    const client = await offline(bench);
    client.editor.type("once");
    let lost = 3;
    bench.server.intercept = ({ t }, connection) => {
      if (t !== "open" || lost === 0) return false;
      lost--;
      bench.server.document("doc");
      connection.close(1006);
      return true;
    };
    await level(bench, client);
    expect(bench.document.text).toBe("once");
  });

  it("and stored, while the outbox still took it for unborn, is not stored twice", async () => {
    const bench = new Bench();
    const outboxes = new MemoryOutboxStore();
    const client = await offline(bench, outboxes);
    client.editor.type("o");
    const outbox = await outboxes.open("doc");
    const unborn = (await outbox.load())!;
    client.editor.type("nce");
    await level(bench, client);
    client.close();
    // A page that died before its database had written what it knew of the birth.
    await outbox.reset(unborn);
    const after = await bench.client({ outboxes, opening: {} });
    await level(bench, after);
    expect(bench.document.text).toBe("once");
    expect(after.copies.map(({ text }) => text)).toEqual(["o"]);
  });

  it("that the server does not want is blocked, and its text stays", async () => {
    const bench = new Bench();
    const client = await offline(bench);
    client.editor.type("mine");
    bench.server.intercept = ({ t, doc }, connection) => {
      if (t !== "open") return false;
      connection.send({ t: "error", code: "forbidden", message: "no new ones", doc });
      return true;
    };
    bench.network.reachable = true;
    client.environment.tell("woken");
    await bench.time.until("blocked", () => client.sync === "blocked");
    expect(client.editor.content).toBe("mine");
    bench.server.intercept = () => false;
    client.session.retry();
    await level(bench, client);
    expect(bench.document.text).toBe("mine");
  });
});

describe("a document that the server does not have", () => {
  it("and this device neither, is not found", async () => {
    const bench = new Bench();
    const client = await bench.client({ opening: {} });
    expect(client.session.status.sync).toMatchObject({ why: { code: "not_found" } });
  });

  it("any more is gone: its text stays on the screen, unsent edits included", async () => {
    const bench = new Bench();
    const outboxes = new MemoryOutboxStore();
    const before = await bench.client({ outboxes });
    before.editor.type("old");
    await bench.time.pass(100);
    before.close();
    bench.network.reachable = false;
    const client = await bench.client({ outboxes, opening: {} });
    client.editor.type(" and new");
    bench.server.documents.delete("doc");
    bench.network.reachable = true;
    await bench.time.until("blocked", () => client.sync === "blocked");
    expect(client.session.status.sync).toMatchObject({ why: { code: "gone" } });
    expect(client.editor.content).toBe("old and new");
    expect(client.session.status.lastError).toMatchObject({ code: "not_found" });

    // Asking again makes nothing: somebody may have deleted it on purpose.
    client.session.retry();
    await bench.time.pass(1_000);
    expect(client.sync).toBe("blocked");
    expect(bench.server.documents.size).toBe(0);
  });

  it("any more, and has again, goes on", async () => {
    const bench = new Bench();
    const client = await bench.client();
    client.editor.type("a");
    await bench.time.pass(100);
    const { document } = bench;
    bench.server.documents.delete("doc");
    client.close();
    const outboxes = new MemoryOutboxStore();
    const other = await bench.client({ outboxes, opening: {} });
    expect(other.sync).toBe("blocked");
    bench.server.documents.set("doc", document);
    other.session.retry();
    await level(bench, other);
    expect(other.editor.content).toBe("a");
  });
});

describe("the age of what is unsent", () => {
  it("is that of the oldest edit, and survives a reload", async () => {
    const bench = new Bench();
    const outboxes = new MemoryOutboxStore(undefined, () => bench.time.now);
    const before = await offline(bench, outboxes);
    expect(before.session.status.unsentSince).toBeNull();
    const at = bench.time.now;
    before.editor.type("a");
    await bench.time.pass(5_000);
    before.editor.type("b");
    expect(before.session.status.unsentSince).toBe(at);
    before.close();
    const after = await offline(bench, outboxes, {});
    expect(after.session.status.unsentSince).toBe(at);
    await level(bench, after);
    expect(after.session.status.unsentSince).toBeNull();
  });
});
