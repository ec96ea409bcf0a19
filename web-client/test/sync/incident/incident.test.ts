import { expect, test } from "vitest";
import type { Incident, IncidentBundle } from "../../../src/sync/index";
import { MAX_INCIDENTS } from "../../../src/sync/diagnostics/Recorder";
import { Bench, type BenchClient } from "../Bench";

function quietBench(): Bench {
  const bench = new Bench();
  bench.server.hashOneIn = 1_000_000_000;
  return bench;
}

/** The next operations message says that the text behind it has another hash. */
async function lie(bench: Bench, seq: number): Promise<void> {
  const [connection] = bench.server.connections;
  const { head, text } = bench.document;
  const ops = [{ by: "bo", seq, op: text === "" ? ["x"] : ["x", text.length] }];
  connection!.send({ t: "ops", doc: "doc", from: head, ops, hash: 1 });
  await bench.time.pass(100);
}

const incidents = ({ client }: BenchClient): readonly IncidentBundle[] =>
  client.diagnostics().incidents;

test("a document that is open can be looked into, though nothing went wrong", async () => {
  const bench = quietBench();
  const ada = await bench.client();
  ada.editor.type("abc");
  await bench.time.pass(100);
  const [bundle, ...more] = incidents(ada);
  expect(more).toEqual([]);
  expect(bundle).toMatchObject({
    ...{ rejoinIncident: 1, text: false, kind: "asked", document: "d1", agreed: 0 },
    ...{ shown: { length: 3, agrees: true }, noticed: { rev: 1, length: 3 } },
  });
  expect(bundle!.trail).toMatchObject([
    { sent: 1, rev: 0, op: ["+3"] },
    { from: 0, steps: [{ by: bundle!.site, seq: 1, op: ["+3"] }], length: 3 },
  ]);
  expect(JSON.stringify(bundle)).not.toContain("abc");
  const [whole] = ada.client.incidentBundlesWithText();
  expect(whole).toMatchObject({ text: true, noticed: { content: "abc" }, key: bundle!.key });
});

test("a hash that differs is an incident, with what led to it, and observers hear of it", async () => {
  const bench = quietBench();
  const ada = await bench.client();
  ada.editor.type("abc");
  await bench.time.pass(100);
  await lie(bench, 1);
  const [noted] = incidents(ada);
  expect(noted).toMatchObject({ kind: "mismatch", noticed: { rev: 2, length: 4 } });
  const came = noted!.trail.filter((event) => "from" in event);
  expect(came.map(({ server }) => server === null)).toEqual([true, false]);
  expect(came.at(-1)!.server).not.toBe(came.at(-1)!.print);
});

test("a step for a text of another length is a violation, also while nothing is in flight", async () => {
  const bench = quietBench();
  const ada = await bench.client();
  ada.editor.type("abc");
  await bench.time.pass(100);
  const [connection] = bench.server.connections;
  const ops = [{ by: "bo", seq: 1, op: ["x", 4] }];
  connection!.send({ t: "ops", doc: "doc", from: 1, ops });
  await bench.time.pass(5_000);
  expect(ada.faults).toEqual(["DOES_NOT_FIT: a step for 4 units, the text has 3"]);
  expect(ada.editor.content).toBe("abc");
  expect(ada.sync).toBe("saved");
  const [noted] = incidents(ada);
  expect(noted).toMatchObject({ kind: "does_not_fit", noticed: { rev: 1, length: 3 } });
  expect(noted!.trail.at(-1)).toMatchObject({ from: 1, steps: [{ op: ["+1", 4] }], length: null });
});

test("the last incidents are kept, and no more", async () => {
  const bench = quietBench();
  const ada = await bench.client();
  for (let times = 0; times < MAX_INCIDENTS + 2; times++) {
    await lie(bench, 1);
    await bench.time.until("level again", () => ada.sync === "saved");
  }
  const kinds = incidents(ada).map(({ kind }) => kind);
  expect(kinds).toEqual([...Array<string>(MAX_INCIDENTS).fill("mismatch"), "asked"]);
});

test("an observer of an application is told, and can hand the bundle on", async () => {
  const bench = new Bench();
  const told: Incident[] = [];
  const ada = await bench.client({ observer: { incident: (incident) => told.push(incident) } });
  await lie(bench, 1);
  expect(told.map(({ doc, kind }) => [doc, kind])).toEqual([["doc", "mismatch"]]);
  expect(told[0]!.withoutText("mine").document).toBe("mine");
  expect(ada.faults).toHaveLength(1);
});

test("no fingerprint can be compared without the lineage, and no hash is told", async () => {
  const bench = quietBench();
  const ada = await bench.client();
  ada.editor.type("abc");
  await bench.time.pass(100);
  await lie(bench, 1);
  const diagnostics = JSON.stringify(ada.client.diagnostics());
  expect(diagnostics).not.toContain(bench.document.lineage);
  expect(diagnostics).not.toMatch(/"hash":\d/);
});
