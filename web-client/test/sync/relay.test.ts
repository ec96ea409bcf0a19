import { describe, expect, it } from "vitest";
import { Operation } from "../../src/ot/index";
import type { HttpAnswer } from "../../src/sync/index";
import { Bench, type BenchClient } from "./Bench";

/** Somebody behind a proxy that lets no socket through, already relayed. */
async function relayed(bench: Bench, options = {}): Promise<BenchClient> {
  const client = bench.start({ socketsBlocked: true, ...options });
  await bench.time.until("relayed", () => client.connection === "relayed");
  return client;
}

/** What a client posts from now on: each waits until the test lets it arrive. */
function heldBack({ environment }: BenchClient) {
  const post = environment.post.bind(environment);
  const asked: { json: string; arrive(): void }[] = [];
  environment.post = (url, json) =>
    new Promise<HttpAnswer>((resolve, reject) => {
      asked.push({ json, arrive: () => void post(url, json).then(resolve, reject) });
    });
  return asked;
}

describe("where no socket can be held", () => {
  it("edits go over HTTP, both ways, after some sockets failed", async () => {
    const bench = new Bench();
    const other = await bench.client({ name: "Bob" });
    const client = await relayed(bench);
    expect(client.environment.attempts.length).toBeGreaterThanOrEqual(3);
    client.editor.type("from here");
    await bench.time.until("there", () => other.editor.content === "from here");
    await bench.time.until("saved", () => client.sync === "saved");
    other.editor.type(", from there");
    await bench.time.until("here", () => client.editor.content === "from here, from there");
    expect(client.faults).toEqual([]);
  });

  it("it is said, with the time of the next socket", async () => {
    const bench = new Bench();
    const client = await relayed(bench);
    await bench.time.pass(20_000);
    const { connection } = client.session.status;
    if (connection.state !== "relayed") throw new Error(connection.state);
    expect(connection.nextRetryAt).toBeGreaterThan(bench.time.now - 2_000);
  });

  it("edits are saved only when the server has them", async () => {
    const bench = new Bench();
    const client = await relayed(bench);
    await bench.time.pass(3_000);
    const asked = heldBack(client);
    client.editor.type("a");
    await bench.time.pass(2_000);
    expect(client.sync).toBe("saving");
    asked[0]!.arrive();
    await bench.time.pass(100);
    expect(client.sync).toBe("saved");
    expect(bench.document.text).toBe("a");
  });

  it("one exchange is in flight at a time", async () => {
    const bench = new Bench();
    const client = await relayed(bench);
    await bench.time.pass(3_000);
    const asked = heldBack(client);
    for (let i = 0; i < 20; i++) {
      client.editor.type("x");
      await bench.time.pass(1_000);
    }
    expect(asked).toHaveLength(1);
  });

  it("a server that does not answer is not asked all the time", async () => {
    const bench = new Bench();
    const client = await relayed(bench);
    bench.network.reachable = false;
    let posts = 0;
    const post = client.environment.post.bind(client.environment);
    client.environment.post = (url, json) => (posts++, post(url, json));
    for (let second = 0; second < 120; second++) {
      client.editor.type("x");
      await bench.time.pass(1_000);
    }
    expect(posts).toBeLessThan(30);
    expect(client.connection).not.toBe("relayed");
    expect(client.sync).toBe("unsent");
    bench.network.reachable = true;
    await bench.time.until("saved", () => client.sync === "saved");
    expect(bench.document.text).toBe("x".repeat(120));
  });

  it("a server that is down is not taken for a proxy", async () => {
    const bench = new Bench();
    bench.network.reachable = false;
    const client = bench.start();
    await bench.time.pass(60_000);
    expect(client.statuses.map(({ connection }) => connection.state)).not.toContain("relayed");
  });

  it("a document is born as well", async () => {
    const bench = new Bench();
    const client = bench.start({ socketsBlocked: true, opening: { create: "text", fresh: true } });
    await bench.time.pass(1);
    client.editor.type("new");
    await bench.time.until("saved", () => client.sync === "saved");
    expect(bench.document.text).toBe("new");
  });

  it("text that is being composed is left alone", async () => {
    const bench = new Bench();
    const other = await bench.client({ name: "Bob" });
    const client = await relayed(bench);
    client.editor.composing = true;
    other.editor.type("theirs");
    await bench.time.pass(30_000);
    expect(client.editor.content).toBe("");
    client.editor.endComposition();
    await bench.time.until("there", () => client.editor.content === "theirs");
  });

  it("an operation that was refused for now is sent again, as it was", async () => {
    const bench = new Bench();
    const client = await relayed(bench);
    bench.server.temper = { ...bench.server.temper, busyOneIn: 2 };
    for (let i = 0; i < 20; i++) {
      client.editor.type("ab");
      await bench.time.until("saved", () => client.sync === "saved");
    }
    expect(bench.document.text).toBe("ab".repeat(20));
    for (const forms of bench.server.submissions.values()) expect(forms.size).toBe(1);
  });

  it("an operation that went stale is frozen anew, and stored once", async () => {
    const bench = new Bench();
    const client = await relayed(bench);
    const asked = heldBack(client);
    client.editor.type("mine");
    await bench.time.until("asked", () => asked.length > 0);
    bench.network.reachable = false;
    asked[0]!.arrive();
    await bench.time.pass(100);
    const { document } = bench;
    document.append({ by: "stranger", seq: 1, operation: insertion("theirs") });
    document.floor = document.head;
    bench.network.reachable = true;
    for (let next = 1; client.sync !== "saved"; next++) {
      await bench.time.until("asked", () => asked.length > next);
      asked[next]!.arrive();
      await bench.time.pass(100);
    }
    expect(client.editor.content).toBe(document.text);
    expect(document.text).toMatch(/^(minetheirs|theirsmine)$/);
  });

  it("an operation that was refused for good blocks", async () => {
    const bench = new Bench();
    const client = await relayed(bench);
    const { environment } = client;
    const post = environment.post.bind(environment);
    environment.post = async (url, json) => {
      if (!json.includes('"seq"')) return post(url, json);
      const problem = { code: "full", detail: "no room", seq: 1, retry: false };
      return { status: 507, body: JSON.stringify(problem) };
    };
    client.editor.type("much");
    await bench.time.until("blocked", () => client.sync === "blocked");
    expect(client.session.status.sync).toMatchObject({ why: { code: "full", message: "no room" } });
    environment.post = post;
    client.session.retry();
    await bench.time.until("saved", () => client.sync === "saved");
    expect(bench.document.text).toBe("much");
  });

  it("an editor that fails once does not end it", async () => {
    const bench = new Bench();
    const other = await bench.client({ name: "Bob" });
    const client = await relayed(bench);
    const apply = client.editor.apply.bind(client.editor);
    client.editor.apply = () => {
      client.editor.apply = apply;
      throw new Error("a bug of the editor");
    };
    other.editor.type("one");
    await bench.time.until("told", () => client.faults.includes("a bug of the editor"));
    await bench.time.until("afresh", () => client.editor.content === "one");
    client.editor.type("!");
    await bench.time.until("there", () => bench.document.text === "one!");
  });

  it("a proxy that answers with a page of its own is no answer", async () => {
    const bench = new Bench();
    const client = bench.start({ socketsBlocked: true });
    client.environment.post = () => Promise.resolve({ status: 200, body: "<h1>Log in</h1>" });
    await bench.time.pass(30_000);
    expect(client.statuses.map(({ connection }) => connection.state)).not.toContain("relayed");
    expect(client.sync).toBe("loading");
  });
});

describe("a socket that opens at last", () => {
  it("takes over, and nothing is asked over HTTP any more", async () => {
    const bench = new Bench();
    const client = await relayed(bench);
    client.editor.type("a");
    client.environment.socketsBlocked = false;
    await bench.time.until("online", () => client.connection === "online");
    const asked = heldBack(client);
    client.editor.type("b");
    await bench.time.pass(30_000);
    expect(asked).toEqual([]);
    expect(client.sync).toBe("saved");
    expect(bench.document.text).toBe("ab");
  });

  it("makes an answer that is still on its way count for nothing", async () => {
    const bench = new Bench();
    const other = await bench.client({ name: "Bob" });
    const client = await relayed(bench);
    await bench.time.pass(3_000);
    const asked = heldBack(client);
    other.editor.type("theirs");
    client.editor.type("mine");
    await bench.time.until("asked", () => asked.length > 0);
    client.environment.socketsBlocked = false;
    await bench.time.until("online", () => client.connection === "online");
    asked[0]!.arrive();
    await bench.time.pass(10_000);
    expect(client.sync).toBe("saved");
    expect(client.editor.content).toBe(bench.document.text);
    expect([...bench.document.text].sort().join("")).toBe([..."minetheirs"].sort().join(""));
    expect(client.faults).toEqual([]);
    expect(client.copies).toEqual([]);
  });
});

describe("somebody who wants to see first what their edits met", () => {
  it("sends nothing over HTTP before it is known", async () => {
    const bench = new Bench();
    const other = await bench.client({ name: "Bob" });
    other.editor.type("theirs");
    bench.network.reachable = false;
    const opening = { create: "text", fresh: true } as const;
    const client = bench.start({ socketsBlocked: true, review: "always", opening });
    await bench.time.pass(1);
    client.editor.type("mine");
    await bench.time.pass(10_000);
    bench.network.reachable = true;
    await bench.time.until("held", () => client.sync === "review");
    await bench.time.pass(30_000);
    expect(client.session.review).toMatchObject({ missedRevisions: 1, held: true });
    expect(bench.document.text).toBe("theirs");
    expect(client.editor.content).toContain("theirs");
    client.session.confirm();
    await bench.time.until("saved", () => client.sync === "saved");
    expect(bench.document.text).toBe(client.editor.content);
  });
});

function insertion(text: string): Operation {
  return Operation.builder().insert(text).build();
}
