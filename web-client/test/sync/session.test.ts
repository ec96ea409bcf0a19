import { describe, expect, it } from "vitest";
import { Operation } from "../../src/ot/index";
import { MemoryOutboxStore } from "../../src/store/index";
import type { FakeConnection } from "../../src/testing/FakeServer";
import { SlowOutboxStore } from "../testing/SlowOutbox";
import { Bench, type BenchClient } from "./Bench";

function connection(bench: Bench): FakeConnection {
  return [...bench.server.connections][0]!;
}

/** Somebody else writes `notation` straight into the log. */
function otherWrites(bench: Bench, text: string, at = 0): void {
  const { document } = bench;
  const operation = Operation.builder().retain(at).insert(text);
  operation.retain(document.text.length - at);
  const seq = document.lastSequence("other-site") + 1;
  document.append({ by: "other-site", seq, operation: operation.build() });
  bench.server.broadcast("doc");
}

/** Everything that is written while away, without the others being told. */
async function away(bench: Bench, client: BenchClient, action: () => void): Promise<void> {
  bench.network.reachable = false;
  client.environment.wire!.cut();
  await bench.time.pass(1_000);
  action();
  bench.network.reachable = true;
  await bench.time.pass(40_000);
}

describe("what is said of one's edits", () => {
  it("is loading, then saved, saving, saved: never ahead of the truth", async () => {
    const bench = new Bench();
    const client = bench.start();
    expect(client.sync).toBe("loading");
    expect(client.editor.editable).toBe(false);
    await bench.time.pass(20);
    expect(client.sync).toBe("saved");
    expect(client.editor.editable).toBe(true);
    client.editor.type("a");
    expect(client.session.status).toMatchObject({ sync: { state: "saving" }, pending: 1 });
    await bench.time.pass(20);
    expect(client.session.status).toMatchObject({ sync: { state: "saved" }, pending: 0 });
    expect(bench.document.text).toBe("a");
  });

  it("is unsent while there is no connection, with their number", async () => {
    const bench = new Bench();
    const client = await bench.client();
    await away(bench, client, () => {
      for (const letter of "hello") client.editor.type(letter);
      expect(client.session.status).toMatchObject({ sync: { state: "unsent" }, pending: 5 });
      expect(client.editor.editable).toBe(true);
    });
    expect(client.session.status).toMatchObject({ sync: { state: "saved" }, pending: 0 });
    expect(bench.document.text).toBe("hello");
  });

  it("is saving until the acknowledgement is in the text, not only on its way", async () => {
    const bench = new Bench();
    const client = await bench.client();
    client.editor.composing = true;
    client.editor.type("a");
    await bench.time.pass(50);
    expect(bench.document.text).toBe("a");
    expect(client.sync).toBe("saving");
    client.editor.endComposition();
    expect(client.sync).toBe("saved");
  });

  it("is not that they are kept on the device, when they are kept in memory only", async () => {
    const bench = new Bench();
    const client = await bench.client();
    expect(client.session.status.keptOnDevice).toBe(false);
  });

  it("is that they are kept on the device only when they are written there", async () => {
    const bench = new Bench();
    const outboxes = new SlowOutboxStore(bench.time, 100);
    const client = await bench.client({ outboxes });
    await bench.time.pass(500);
    expect(client.session.status.keptOnDevice).toBe(true);
    client.editor.type("a");
    expect(client.session.status.keptOnDevice).toBe(false);
    await bench.time.pass(99);
    expect(client.session.status.keptOnDevice).toBe(false);
    await bench.time.pass(1_000);
    expect(client.session.status.keptOnDevice).toBe(true);
  });
});

describe("sending", () => {
  it("waits until the outbox has the operation", async () => {
    const bench = new Bench();
    const client = await bench.client({ outboxes: new SlowOutboxStore(bench.time, 100) });
    await bench.time.pass(500);
    client.editor.type("a");
    await bench.time.pass(90);
    expect(client.sent("op")).toEqual([]);
    await bench.time.pass(20);
    expect(client.sent("op")).toEqual([{ t: "op", doc: "doc", seq: 1, rev: 0, op: ["a"] }]);
  });

  it("goes on when the outbox fails, and the person is told the truth", async () => {
    const bench = new Bench();
    const outboxes = new SlowOutboxStore(bench.time, 10);
    const client = await bench.client({ outboxes });
    await bench.time.pass(100);
    outboxes.failing = true;
    client.editor.type("a");
    await bench.time.pass(100);
    expect(bench.document.text).toBe("a");
    expect(client.faults).toContain("the disk is full");
    expect(client.session.status.keptOnDevice).toBe(false);
    outboxes.failing = false;
    client.editor.type("b");
    await bench.time.pass(100);
    expect(client.session.status.keptOnDevice).toBe(true);
    expect((await (await outboxes.open("doc")).load())?.content).toBe("ab");
  });

  it("has one operation in flight, and composes what is typed meanwhile", async () => {
    const bench = new Bench();
    const client = await bench.client();
    for (const letter of "hello") client.editor.type(letter);
    await bench.time.pass(50);
    expect(client.sent("op").map(({ seq, op }) => [seq, op])).toEqual([
      [1, ["h"]],
      [2, [1, "ello"]],
    ]);
  });

  it("after a cut repeats what was in flight, to the letter", async () => {
    const bench = new Bench();
    const client = await bench.client();
    const first = client.environment.wire!;
    bench.server.intercept = (message) => message["t"] === "op";
    client.editor.type("a");
    client.editor.type("b");
    await bench.time.pass(5);
    bench.server.intercept = () => false;
    await away(bench, client, () => otherWrites(bench, "zzz"));
    const frozen = first.sent.find((text) => text.includes('"op"'))!;
    expect(client.environment.wire!.sent).toContain(frozen);
    expect(bench.document.text).toBe("abzzz");
    expect(client.editor.content).toBe("abzzz");
  });

  it("does not repeat what was stored while the connection broke", async () => {
    const bench = new Bench();
    const client = await bench.client();
    client.editor.type("a");
    await bench.time.pass(1);
    await away(bench, client, () => undefined);
    expect(bench.document.text).toBe("a");
    expect(bench.document.head).toBe(1);
  });

  it("of more than the server takes at once goes out in parts, whatever happens meanwhile", async () => {
    const bench = new Bench();
    bench.server.limits = { maxMessageBytes: 2_048, maxInsertLength: 200 };
    const client = await bench.client();
    const paste = Array.from({ length: 1_000 }, (_, i) => `${i}\n`).join("");
    await away(bench, client, () => {
      client.editor.type(paste);
      client.editor.type("<", 0);
      client.editor.type(">");
      otherWrites(bench, "others ");
    });
    client.environment.wire!.cut();
    await bench.time.pass(5_000);
    expect(bench.document.text).toBe(`<${paste}>others `);
    expect(client.editor.content).toBe(`<${paste}>others `);
    expect(client.session.status).toMatchObject({ sync: { state: "saved" }, pending: 0 });
    for (const forms of bench.server.submissions.values()) {
      expect(forms.size).toBe(1);
      forms.forEach((text) => expect(text.length).toBeLessThanOrEqual(2_048));
    }
  });

  it("of an edit that changes nothing does not happen", async () => {
    const bench = new Bench();
    const client = await bench.client();
    client.editor.type("");
    await bench.time.pass(10);
    expect(client.sent("op")).toEqual([]);
  });
});

describe("a refusal", () => {
  it.each(["busy", "rate", "storage"])("with %s is tried again, the same, later", async (code) => {
    const bench = new Bench();
    const client = await bench.client();
    let refusals = 3;
    bench.server.intercept = ({ t, seq }, each) => {
      if (t !== "op" || refusals-- <= 0) return false;
      each.send({ t: "nack", doc: "doc", seq, code, message: "later", retry: true, after: 700 });
      return true;
    };
    client.editor.type("a");
    await bench.time.pass(690);
    expect(client.sent("op")).toHaveLength(1);
    expect(client.sync).toBe("saving");
    await bench.time.pass(3_000);
    expect(client.sent("op")).toHaveLength(4);
    expect(new Set(client.sent("op").map((op) => JSON.stringify(op))).size).toBe(1);
    expect(client.sync).toBe("saved");
  });

  it("without a time to wait is tried again with growing pauses", async () => {
    const bench = new Bench();
    const client = await bench.client();
    bench.server.intercept = ({ t, seq }, each) => {
      if (t === "op") {
        each.send({ t: "nack", doc: "doc", seq, code: "busy", message: "", retry: true });
      }
      return t === "op";
    };
    client.editor.type("a");
    await bench.time.pass(60_000);
    expect(client.sent("op").length).toBeGreaterThan(3);
    expect(client.sent("op").length).toBeLessThan(20);
  });

  const FINAL = [
    "invalid",
    "stale",
    "gap",
    "future",
    "forbidden",
    "too_large",
    "full",
    "read_only",
  ];

  it.each(FINAL)("with %s blocks the document, and the text stays", async (code) => {
    const bench = new Bench();
    const client = await blocked(bench, code);
    expect(client.session.status.sync).toEqual({
      state: "blocked",
      why: { code, message: "no" },
    });
    expect(client.editor.content).toBe("mine");
    expect(client.editor.editable).toBe(false);
    otherWrites(bench, "others ");
    await away(bench, client, () => undefined);
    expect(client.editor.content).toBe("mine");
    expect(client.session.status.sync.state).toBe("blocked");
  });

  it("can be asked about once more", async () => {
    const bench = new Bench();
    const client = await blocked(bench, "full");
    otherWrites(bench, "others ");
    bench.server.intercept = () => false;
    client.session.retry();
    await bench.time.pass(50);
    expect(client.sync).toBe("saved");
    expect(client.editor.content).toBe("mineothers ");
    expect(client.copies).toEqual([]);
  });

  it("can be given up to, and a copy is kept", async () => {
    const bench = new Bench();
    const client = await blocked(bench, "invalid");
    otherWrites(bench, "others");
    bench.server.intercept = () => false;
    client.session.discard();
    await bench.time.pass(50);
    const copy = { doc: "doc", text: "mine", unsent: true, reason: "discarded" };
    expect(client.copies).toEqual([copy]);
    expect(await client.session.copies()).toEqual([copy]);
    expect(client.editor.content).toBe("others");
    expect(client.sync).toBe("saved");
    const clients = client.sent("open").map(({ client: id }) => id);
    expect(new Set(clients).size).toBe(2);
  });

  it("of another operation than the one in flight means nothing", async () => {
    const bench = new Bench();
    const client = await bench.client();
    const nack = { t: "nack", doc: "doc", code: "invalid", message: "", retry: false };
    connection(bench).send({ ...nack, seq: 7 });
    await bench.time.pass(10);
    expect(client.sync).toBe("saved");
  });

  async function blocked(bench: Bench, code: string): Promise<BenchClient> {
    const client = await bench.client();
    bench.server.intercept = ({ t, seq }, each) => {
      if (t !== "op") return false;
      each.send({ t: "nack", doc: "doc", seq, code, message: "no", retry: false });
      return true;
    };
    client.editor.type("mine");
    await bench.time.pass(20);
    return client;
  }
});

describe("an operation that went stale", () => {
  it("because the log was cut back behind it, is frozen anew and stored once", async () => {
    const bench = new Bench();
    const client = await bench.client();
    bench.server.intercept = ({ t }) => t === "op";
    client.editor.type("mine");
    await bench.time.pass(20);
    otherWrites(bench, "a");
    otherWrites(bench, "b");
    await bench.time.pass(20);
    expect(client.editor.content).toBe("mineba");
    bench.server.intercept = () => false;
    await away(bench, client, () => (bench.document.floor = 1));
    expect(bench.document.text).toBe("mineba");
    expect(client.editor.content).toBe("mineba");
    expect(client.sync).toBe("saved");
    expect(client.sent("op").map(({ seq, rev }) => [seq, rev])).toEqual([
      [1, 0],
      [1, 2],
    ]);
  });

  it("because the log is cut back behind it time and again, is frozen anew each time", async () => {
    const bench = new Bench();
    const client = await bench.client();
    let cuts = 3;
    bench.server.intercept = ({ t }) => {
      if (t !== "op" || cuts-- <= 0) return false;
      otherWrites(bench, "a");
      bench.document.floor = bench.document.head;
      return false;
    };
    client.editor.type("mine");
    await bench.time.until("saved", () => client.sync === "saved");
    expect(bench.document.text).toBe("mineaaa");
    expect(client.editor.content).toBe("mineaaa");
  });
});

describe("a document that cannot be opened", () => {
  it.each(["not_found", "forbidden", "unauthorized", "bad_message"])("%s blocks", async (code) => {
    const bench = new Bench();
    bench.server.intercept = ({ t }, each) => {
      if (t === "open") each.send({ t: "error", doc: "doc", code, message: "no" });
      return t === "open";
    };
    const client = await bench.client();
    expect(client.session.status.sync).toEqual({ state: "blocked", why: { code, message: "no" } });
    bench.server.intercept = () => false;
    client.session.retry();
    await bench.time.pass(20);
    expect(client.sync).toBe("saved");
  });

  it.each(["internal", "rate"])("%s is asked for again", async (code) => {
    const bench = new Bench();
    let refusals = 3;
    bench.server.intercept = ({ t }, each) => {
      if (t !== "open" || refusals-- <= 0) return false;
      each.send({ t: "error", doc: "doc", code, message: "no" });
      return true;
    };
    const client = await bench.client();
    await bench.time.pass(10_000);
    expect(client.sync).toBe("saved");
  });

  it("of a type that this editor cannot show blocks", async () => {
    const bench = new Bench();
    bench.server.intercept = ({ t }, each) => {
      if (t !== "open") return false;
      const rest = { lineage: "l", rev: 0, check: null, seq: 0, people: [], content: [] };
      const opened = { t: "opened", doc: "doc", type: "rich-text", site: "s", access: "write" };
      each.send({ ...opened, ...rest });
      return true;
    };
    const client = await bench.client();
    expect(client.session.status.sync).toMatchObject({ why: { code: "type" } });
  });

  it("twice at once in one client is refused", async () => {
    const bench = new Bench();
    const client = await bench.client();
    expect(() => client.client.open("doc", client.editor)).toThrow("doc is open already");
    client.session.close();
    client.client.open("doc", client.editor);
  });
});

describe("an editor that fails at what others wrote", () => {
  it("gets the server's text, and what it showed is a copy", async () => {
    const bench = new Bench();
    const client = await bench.client();
    client.editor.type("base");
    await bench.time.pass(50);
    const apply = client.editor.apply.bind(client.editor);
    client.editor.apply = () => {
      client.editor.apply = apply;
      throw new Error("no such place");
    };
    client.editor.type("mine");
    otherWrites(bench, "theirs ");
    await bench.time.pass(5_000);
    expect(client.faults.join()).toContain("no such place");
    expect(client.editor.content).toBe(bench.document.text);
    expect(client.editor.content).toContain("theirs ");
    const kept = client.copies.map(({ text }) => text);
    expect([bench.document.text, ...kept].join()).toContain("mine");
    expect(client.sync).toBe("saved");
  });
});

describe("a document that went another way", () => {
  it("was compacted: unsent edits are moved over the difference", async () => {
    const bench = new Bench();
    const client = await bench.client();
    client.editor.type("base");
    await bench.time.pass(50);
    await away(bench, client, () => {
      client.editor.type("1", 0);
      client.editor.type("2");
      otherWrites(bench, " end", 4);
      bench.document.floor = bench.document.head;
    });
    expect(client.faults).toEqual([]);
    expect(client.copies).toEqual([]);
    expect(bench.document.text).toBe("1base2 end");
    expect(client.editor.content).toBe("1base2 end");
    expect(client.sync).toBe("saved");
  });

  it("was compacted, and others wrote before and behind the word that was deleted: it stays deleted", async () => {
    const bench = new Bench();
    const client = await bench.client();
    client.editor.type("one two three");
    await bench.time.pass(50);
    await away(bench, client, () => {
      client.editor.type("", 4, 8);
      otherWrites(bench, "zero ", 0);
      otherWrites(bench, " four", 18);
      bench.document.floor = bench.document.head;
    });
    expect(client.faults).toEqual([]);
    expect(bench.document.text).toBe("zero one three four");
    expect(client.editor.content).toBe("zero one three four");
  });

  it("was compacted over an operation that had been stored: it is not sent twice", async () => {
    const bench = new Bench();
    const client = await bench.client();
    client.editor.type("base");
    await bench.time.pass(50);
    client.editor.type("1");
    client.editor.type("2");
    await bench.time.pass(1);
    await away(bench, client, () => {
      otherWrites(bench, "start ");
      bench.document.floor = bench.document.head;
    });
    expect(bench.document.text).toBe("start base12");
    expect(client.editor.content).toBe("start base12");
    expect(client.faults).toEqual([]);
  });

  it("was compacted over the number of what is in flight, not over its text: a copy is kept", async () => {
    const bench = new Bench();
    const client = await bench.client();
    client.editor.type("base ");
    await bench.time.pass(50);
    const [site] = bench.document.check(bench.document.head)!;
    await away(bench, client, () => {
      client.editor.type("mine");
      bench.document.append({
        by: site,
        seq: 2,
        operation: Operation.builder().retain(5).insert("another holder's").build(),
      });
      bench.document.floor = bench.document.head;
    });
    expect(client.copies).toEqual([
      { doc: "doc", text: "base mine", unsent: true, reason: "compacted" },
    ]);
    expect(client.editor.content).toBe("base another holder's");
    expect(client.sync).toBe("saved");
  });

  it("diverged: the local text is kept as a copy, then the content is taken", async () => {
    const bench = new Bench();
    const client = await bench.client();
    client.editor.type("base");
    await bench.time.pass(50);
    await away(bench, client, () => {
      client.editor.type(" and mine");
      bench.server.documents.delete("doc");
      bench.document.append({ by: "x", seq: 1, operation: Operation.ofText("restored") });
      Object.assign(bench.document, { lineage: "another" });
    });
    expect(client.copies).toEqual([
      { doc: "doc", text: "base and mine", unsent: true, reason: "diverged" },
    ]);
    expect(client.editor.content).toBe("restored");
    client.editor.type("!");
    await bench.time.pass(50);
    expect(bench.document.text).toBe("restored!");
  });

  it("a restored backup holds all that it has seen: it goes on, under the other lineage", async () => {
    const bench = new Bench();
    const client = await bench.client();
    client.editor.type("base");
    await bench.time.pass(50);
    const { lineage } = bench.document;
    await away(bench, client, () => {
      client.editor.type(" and mine");
      Object.assign(bench.document, { lineage: "restored" });
      bench.server.intercept = (message) => {
        if (message["lineage"] === lineage) Object.assign(message, { lineage: "restored" });
        return false;
      };
    });
    expect(bench.document.text).toBe("base and mine");
    bench.server.intercept = () => false;
    await away(bench, client, () => client.editor.type("!"));
    expect(bench.document.text).toBe("base and mine!");
    expect(client.copies).toEqual([]);
  });

  it("diverged: a place in the text that is gone is told to nobody", async () => {
    const bench = new Bench();
    const client = await bench.client();
    client.editor.type("a longer text");
    client.editor.select(13);
    await bench.time.pass(200);
    await away(bench, client, () => {
      bench.server.documents.delete("doc");
      bench.document.append({ by: "x", seq: 1, operation: Operation.ofText("short") });
      Object.assign(bench.document, { lineage: "another" });
    });
    await bench.time.pass(200);
    expect(client.editor.content).toBe("short");
    expect(client.sent("cursor")).toEqual([]);
  });

  it("diverged into the very same text: there is nothing to keep", async () => {
    const bench = new Bench();
    const client = await bench.client();
    client.editor.type("base");
    await bench.time.pass(50);
    await away(bench, client, () => Object.assign(bench.document, { lineage: "another" }));
    expect(client.copies).toEqual([]);
    expect(client.sync).toBe("saved");
  });

  it("has another hash: a copy is kept, it is reported, and opened afresh", async () => {
    const bench = new Bench();
    const client = await bench.client();
    client.editor.type("base");
    await bench.time.pass(50);
    client.editor.content = "rotten";
    const op = Operation.builder().retain(4).insert("!").build();
    bench.document.append({ by: "other", seq: 1, operation: op });
    const check = ["other", 1];
    const ops = [{ fold: 1, op: [4, "?"] }];
    client.editor.content = "base";
    const hash = bench.document.hash(2);
    connection(bench).send({ t: "ops", doc: "doc", from: 1, ops, check, hash });
    await bench.time.pass(50);
    expect(client.faults).toEqual(["the text is not the server's"]);
    expect(client.copies).toEqual([
      { doc: "doc", text: "base?", unsent: false, reason: "mismatch" },
    ]);
    expect(client.editor.content).toBe("base!");
    expect(client.sync).toBe("saved");
  });

  it("has another hash each time: it is not asked for without a pause", async () => {
    const bench = new Bench();
    const client = await bench.client();
    bench.server.intercept = ({ t }) => {
      if (t === "open") {
        bench.time.after(3, () =>
          connection(bench).send({ t: "ops", doc: "doc", from: 0, ops: [], check: null, hash: 1 }),
        );
      }
      return false;
    };
    connection(bench).send({ t: "ops", doc: "doc", from: 0, ops: [], check: null, hash: 1 });
    await bench.time.pass(60_000);
    expect(client.sent("open").length).toBeLessThan(20);
  });

  it("holds an entry of this outbox that it never wrote: a copy, and another name", async () => {
    const bench = new Bench();
    const client = await bench.client();
    const { site } = [...connection(bench).seats.values()][0]!;
    bench.document.append({ by: site, seq: 1, operation: Operation.ofText("twin") });
    client.editor.type("mine");
    const ops = [{ by: site, seq: 1, op: ["twin"] }];
    connection(bench).send({ t: "ops", doc: "doc", from: 0, ops });
    await bench.time.pass(50);
    expect(client.faults[0]).toContain("OTHER_OPERATION");
    expect(client.copies).toMatchObject([{ text: "mine", unsent: true }]);
    expect(client.editor.content).toBe("twin");
    expect(client.sync).toBe("saved");
  });

  it("lost a stretch of the stream: it is asked for again", async () => {
    const bench = new Bench();
    const client = await bench.client();
    const op = Operation.ofText("abc");
    bench.document.append({ by: "other", seq: 1, operation: op });
    connection(bench).send({
      t: "ops",
      doc: "doc",
      from: 7,
      ops: [{ fold: 1, op: [1] }],
      check: ["other", 2],
    });
    await bench.time.pass(50);
    expect(client.faults).toEqual(["a stretch of the log is missing"]);
    expect(client.editor.content).toBe("abc");
    expect(client.sync).toBe("saved");
  });

  it("sends what was there before: it is not applied twice", async () => {
    const bench = new Bench();
    const client = await bench.client();
    otherWrites(bench, "abc");
    await bench.time.pass(20);
    connection(bench).send({
      t: "ops",
      doc: "doc",
      from: 0,
      ops: [{ by: "other-site", seq: 1, op: ["abc"] }],
    });
    await bench.time.pass(20);
    expect(client.editor.content).toBe("abc");
    expect(client.faults).toEqual([]);
  });
});

describe("rights", () => {
  it("that go away stop the editing and the sending, and come back", async () => {
    const bench = new Bench();
    const client = await bench.client();
    connection(bench).send({ t: "access", doc: "doc", access: "read" });
    await bench.time.pass(10);
    expect(client.editor.editable).toBe(false);
    expect(client.session.status.access).toBe("read");
    client.editor.type("typed in the same moment");
    await bench.time.pass(50);
    expect(client.sent("op")).toEqual([]);
    expect(client.sync).toBe("unsent");
    connection(bench).send({ t: "access", doc: "doc", access: "write" });
    await bench.time.pass(50);
    expect(client.editor.editable).toBe(true);
    expect(client.sync).toBe("saved");
  });
});

describe("a composition", () => {
  it("is not disturbed: steps wait for its end", async () => {
    const bench = new Bench();
    const client = await bench.client();
    client.editor.composing = true;
    otherWrites(bench, "abc");
    await bench.time.pass(50);
    expect(client.editor.content).toBe("");
    client.editor.type("に");
    client.editor.endComposition();
    await bench.time.pass(50);
    expect(bench.document.text).toBe("にabc");
    expect(client.editor.content).toBe("にabc");
  });

  it("that never seems to end does not pile up: what was missed is asked for anew", async () => {
    const bench = new Bench();
    const client = await bench.client();
    client.editor.composing = true;
    for (let i = 0; i < 1_500; i++) otherWrites(bench, "x");
    await bench.time.pass(3_000);
    expect(client.editor.content).toBe("");
    client.editor.endComposition();
    await bench.time.pass(50);
    expect(client.editor.content).toBe("x".repeat(1_500));
    expect(client.sent("open")).toHaveLength(2);
  });

  it("over which the connection was lost is not disturbed by coming back either", async () => {
    const bench = new Bench();
    const client = await bench.client();
    client.editor.composing = true;
    await away(bench, client, () => otherWrites(bench, "abc"));
    expect(client.editor.content).toBe("");
    client.editor.endComposition();
    await bench.time.pass(50);
    expect(client.editor.content).toBe("abc");
  });
});

describe("a session that is closed", () => {
  it("leaves its unsent edits in the outbox, and the next one sends them", async () => {
    const bench = new Bench();
    const outboxes = new MemoryOutboxStore();
    const client = await bench.client({ outboxes });
    await away(bench, client, () => undefined);
    bench.network.reachable = false;
    client.environment.wire!.cut();
    await bench.time.pass(1_000);
    for (const letter of "hello") client.editor.type(letter);
    client.session.close();
    client.client.close();
    bench.network.reachable = true;
    const next = bench.start({ outboxes });
    await bench.time.pass(0);
    expect(next.editor.content).toBe("hello");
    expect(next.session.status.pending).toBe(5);
    await bench.time.pass(50);
    expect(bench.document.text).toBe("hello");
    expect(next.sync).toBe("saved");
  });

  it("whose outbox is torn begins afresh, and what can be read of it becomes a copy", async () => {
    const bench = new Bench();
    const outboxes = new MemoryOutboxStore();
    const outbox = await outboxes.open("doc");
    const edit = Operation.builder().retain(9).insert("mine").build();
    await outbox.reset({
      ...{ site: "site", lineage: "lineage-doc", type: "text", revision: 0, check: null },
      lastSequence: 0,
      inFlight: { sequence: 1, revision: 0, operation: edit, outstanding: edit },
      buffer: null,
      pendingEdits: 1,
      content: "too short",
    });
    await outbox.append(Operation.identity(3));
    const client = await bench.client({ outboxes });
    expect(client.faults[0]).toContain("BASE_LENGTH");
    expect(client.copies).toEqual([
      { doc: "doc", text: "too short\n\nmine", unsent: true, reason: "mismatch" },
    ]);
    expect(client.sync).toBe("saved");
    expect(client.editor.editable).toBe(true);
  });
});

describe("an answer to an opening that was given up", () => {
  it("is not taken for the present one's: what passed between the two is asked for", async () => {
    const bench = new Bench();
    const client = await bench.client();
    // The seat is taken again, and what was stored between the two went to nobody.
    const { wire } = client.environment;
    const text = JSON.stringify(client.sent("open")[0]);
    connection(bench).seats.delete("doc");
    otherWrites(bench, "missed");
    wire!.send(text);
    await bench.time.pass(1_000);
    expect(client.editor.content).toBe("missed");
    client.editor.type("!");
    await bench.time.pass(1_000);
    expect(client.sync).toBe("saved");
    expect(bench.document.text).toBe(client.editor.content);
    expect(client.copies).toEqual([]);
  });
});

describe("a document that the server cannot open just now", () => {
  it("can be written in meanwhile, as without a connection", async () => {
    const bench = new Bench();
    const client = await bench.client();
    bench.server.intercept = ({ t, doc }, each) => {
      if (t !== "open") return false;
      each.send({ t: "error", code: "internal", message: "the document cannot be read", doc });
      return true;
    };
    client.environment.wire!.cut();
    const editable: boolean[] = [];
    for (let i = 0; i < 100; i++) {
      await bench.time.pass(100);
      editable.push(client.editor.editable);
    }
    expect(editable).not.toContain(false);
    client.editor.type("a");
    bench.server.intercept = () => false;
    await bench.time.pass(40_000);
    expect(bench.document.text).toBe("a");
    expect(client.sync).toBe("saved");
  });
});
