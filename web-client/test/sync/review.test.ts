import { describe, expect, it } from "vitest";
import { Operation } from "../../src/ot/index";
import { MemoryOutboxStore } from "../../src/store/index";
import type { Rejoined, ReviewPolicy } from "../../src/sync/index";
import { ABSENCE_MILLIS } from "../../src/sync/reunion/Review";
import { Bench, type BenchClient, type BenchOptions } from "./Bench";

const TEXT = "We meet at six.\nBring a lamp.\n";

interface Scene {
  readonly bench: Bench;
  readonly client: BenchClient;
  readonly told: Rejoined[];
}

async function scene(review: ReviewPolicy, options: BenchOptions = {}): Promise<Scene> {
  const bench = new Bench();
  const client = await bench.client({ ...options, review });
  client.editor.type(TEXT);
  await bench.time.pass(50);
  const told: Rejoined[] = [];
  client.session.on("rejoined", (rejoined) => told.push(rejoined));
  return { bench, client, told };
}

/** Replaces some words, as the person at this client. */
function edit({ editor }: BenchClient, words: string, text: string): void {
  const from = editor.content.indexOf(words);
  editor.type(text, from, from + words.length);
}

/** The same, straight into the log. */
function othersEdit({ document }: Bench, words: string, text: string): void {
  const from = document.text.indexOf(words);
  const operation = Operation.builder()
    .retain(from)
    .delete(words.length)
    .insert(text)
    .retain(document.text.length - from - words.length)
    .build();
  const seq = document.lastSequence("other-site") + 1;
  document.append({ by: "other-site", seq, operation });
}

async function away({ bench, client }: Scene, millis: number, then: () => void): Promise<void> {
  bench.network.reachable = false;
  client.environment.wire!.cut();
  await bench.time.pass(millis);
  then();
  bench.network.reachable = true;
  await bench.time.pass(40_000);
}

describe("who was away and comes back", () => {
  it("is told which places others edited too, and sends all at once unless they chose otherwise", async () => {
    const played = await scene("automatic");
    const { bench, client, told } = played;
    await away(played, ABSENCE_MILLIS, () => {
      edit(client, "six", "seven");
      edit(client, "lamp", "torch");
      othersEdit(bench, "six", "eight");
    });
    expect(client.sync).toBe("saved");
    expect(told).toHaveLength(1);
    const [rejoined] = told;
    expect(rejoined).toMatchObject({
      missedRevisions: 1,
      ownEdits: 2,
      moreOverlaps: 0,
      held: false,
    });
    expect(rejoined!.mine).toBe("We meet at seven.\nBring a torch.\n");
    expect(rejoined!.overlaps).toEqual([
      {
        base: "We meet at six.",
        mine: "We meet at seven.",
        theirs: "We meet at eight.",
        result: expect.stringMatching(/^We meet at (seveneight|eightseven)\.$/) as string,
        at: 0,
      },
    ]);
    expect(client.session.review).toBe(rejoined);
    client.session.confirm();
    expect(client.session.review).toBeNull();
  });

  it("is told nothing of a moment, in which two people just met", async () => {
    const played = await scene("always");
    const { bench, client, told } = played;
    client.environment.wire!.cut();
    edit(client, "six", "seven");
    othersEdit(bench, "six", "eight");
    await bench.time.pass(40_000);
    expect(client.sync).toBe("saved");
    expect(told).toEqual([]);
  });

  it("was away as long as nothing was heard, though the socket seemed to live", async () => {
    const played = await scene("always");
    const { bench, client } = played;
    client.environment.wire!.fallSilent();
    await bench.time.pass(10_000);
    edit(client, "six", "seven");
    othersEdit(bench, "six", "eight");
    await bench.time.pass(40_000);
    expect(client.environment.attempts).toHaveLength(2);
    expect(client.sync).toBe("review");
    expect(bench.document.text).toContain("at eight.");
  });

  it("was away while the machine slept", async () => {
    const played = await scene("always");
    const { bench, client } = played;
    client.environment.wire!.fallSilent();
    edit(client, "six", "seven");
    bench.time.sleep(8 * 3_600_000);
    othersEdit(bench, "six", "eight");
    client.environment.wire!.cut();
    await bench.time.pass(40_000);
    expect(client.sync).toBe("review");
    expect(bench.document.text).toContain("at eight.");
  });

  it("was away while the machine slept, where no socket can be held", async () => {
    const opening = { create: "text", fresh: true } as const;
    const { bench, client } = await scene("always", { socketsBlocked: true, opening });
    await bench.time.until("relayed", () => client.connection === "relayed");
    client.session.confirm();
    await bench.time.until("saved", () => client.sync === "saved");
    await bench.time.pass(5_000);
    bench.time.sleep(8 * 3_600_000);
    edit(client, "six", "seven");
    othersEdit(bench, "six", "eight");
    await bench.time.pass(40_000);
    expect(client.sync).toBe("review");
    expect(bench.document.text).toContain("at eight.");
  });

  it("has no say about an operation that the log holds already", async () => {
    const played = await scene("overlapping");
    const { bench, client, told } = played;
    bench.network.weather = { maxDelayMillis: 40 };
    edit(client, "six", "seven");
    await bench.time.until("stored", () => bench.document.text.includes("seven"));
    expect(client.sync).toBe("saving");
    await away(played, ABSENCE_MILLIS, () => {
      edit(client, "lamp", "torch");
      othersEdit(bench, "seven", "eight");
    });
    expect(told).toMatchObject([{ overlaps: [], held: false }]);
    expect(bench.document.text).toBe("We meet at eight.\nBring a torch.\n");
  });
});

describe("edits that wait for a review", () => {
  it("wait if others edited the same places, and the person wants to be asked then", async () => {
    const played = await scene("overlapping");
    const { bench, client } = played;
    await away(played, ABSENCE_MILLIS, () => {
      edit(client, "lamp", "torch");
      othersEdit(bench, "six", "eight");
    });
    expect(client.sync).toBe("saved");
    await away(played, ABSENCE_MILLIS, () => {
      edit(client, "torch", "candle");
      othersEdit(bench, "torch", "lantern");
    });
    expect(client.sync).toBe("review");
    expect(client.session.review).toMatchObject({
      held: true,
      overlaps: [{ mine: "Bring a candle." }],
    });
    expect(bench.document.text).not.toContain("candle");
  });

  it("wait through typing, others' edits, cut connections and a reload, until they are confirmed", async () => {
    const outboxes = new MemoryOutboxStore();
    const played = await scene("overlapping", { outboxes });
    const { bench, client } = played;
    await away(played, ABSENCE_MILLIS, () => {
      edit(client, "six", "seven");
      othersEdit(bench, "six", "eight");
    });
    const seen = bench.document.text;
    edit(client, "lamp", "torch");
    othersEdit(bench, "Bring", "Take");
    bench.server.broadcast("doc");
    await bench.time.pass(1_000);
    client.environment.wire!.cut();
    await bench.time.pass(30_000);
    expect(client.session.review).toMatchObject({
      held: true,
      overlaps: [{ base: "We meet at six." }],
    });
    client.close();

    const next = await bench.client({ outboxes, review: "overlapping" });
    await bench.time.pass(30_000);
    expect(next.sync).toBe("review");
    expect(next.editor.content).toContain("torch");
    expect(bench.document.text).toBe(seen.replace("Bring", "Take"));
    expect(next.session.review?.held).toBe(true);
    next.session.confirm();
    await bench.time.pass(1_000);
    expect(next.sync).toBe("saved");
    expect(bench.document.text).toBe(next.editor.content);
    expect(bench.document.text).toMatch(/seven.*torch/s);
  });

  it("always wait, if the person always wants to be asked, but not those of the next minute", async () => {
    const played = await scene("always");
    const { bench, client } = played;
    await away(played, ABSENCE_MILLIS, () => edit(client, "six", "seven"));
    expect(client.sync).toBe("review");
    expect(client.session.review).toMatchObject({ missedRevisions: 0, overlaps: [], held: true });
    client.session.confirm();
    await bench.time.pass(50);
    edit(client, "lamp", "torch");
    await bench.time.pass(50);
    expect(client.sync).toBe("saved");
    expect(bench.document.text).toBe("We meet at seven.\nBring a torch.\n");
  });

  it("can be kept as a copy, as they were", async () => {
    const played = await scene("overlapping");
    const { bench, client } = played;
    await away(played, ABSENCE_MILLIS, () => {
      edit(client, "six", "seven");
      othersEdit(bench, "six", "eight");
    });
    client.session.keepMine();
    expect(client.copies).toEqual([
      { doc: "doc", text: "We meet at seven.\nBring a lamp.\n", unsent: true, reason: "reviewed" },
    ]);
    expect(await client.session.copies()).toHaveLength(1);
  });
});
