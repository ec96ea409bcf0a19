import { beforeEach, expect, test } from "vitest";
import { REPORT_MILLIS } from "../../../src/sync/diagnostics/FigureReports";
import { RejoinClient, type DocumentSession } from "../../../src/sync/index";
import { FakeServer } from "../../../src/testing/FakeServer";
import { ServerEnvironment } from "../../../src/testing/ServerEnvironment";
import { SimulatedNetwork } from "../../../src/testing/SimulatedNetwork";
import { SplitMix64 } from "../../../src/testing/SplitMix64";
import { VirtualTime } from "../../../src/testing/VirtualTime";
import { FakeDevice } from "../../testing/FakeDevice";
import { FakeEditor } from "../../../src/testing/FakeEditor";

const url = "ws://rejoin/v1/socket";

let time: VirtualTime;
let server: FakeServer;
let network: SimulatedNetwork;
let editor: FakeEditor;
let client: RejoinClient;
let session: DocumentSession;

async function start(options: { reportFigures?: boolean } = {}): Promise<void> {
  client = new RejoinClient({ url, name: "Ada", environment: network, ...options });
  editor = new FakeEditor();
  session = client.open("doc", editor, { create: "text" });
  await time.pass(100);
}

beforeEach(() => {
  time = new VirtualTime();
  const random = new SplitMix64(1);
  server = new FakeServer(time, random);
  server.temper = { storeMillis: 0, busyOneIn: 0, lazyOneIn: 0, foldOneIn: 0 };
  network = new SimulatedNetwork(new ServerEnvironment(time, server, random), {
    delayMillis: [10, 10],
  });
});

/** Offline, three edits, and back: over what somebody else wrote, if anything. */
async function tunnel(theirs = ""): Promise<void> {
  network.cut();
  await time.pass(10_000);
  for (const letter of "abc") editor.type(letter);
  if (theirs !== "") {
    const document = server.document("doc");
    const seq = document.lastSequence("stranger") + 1;
    document.submit("stranger", seq, document.head, [theirs, ...restOf(document.text)]);
  }
  network.restore();
  await time.until("saved", () => session.status.sync.state === "saved");
}

function restOf(text: string): number[] {
  return text === "" ? [] : [text.length];
}

test("what is reported is what happened, some minutes after", async () => {
  await start();
  await tunnel("theirs");
  await time.pass(REPORT_MILLIS - 10_000);
  expect(server.reports).toEqual([]);
  await time.pass(20_000);
  expect(server.reports).toHaveLength(1);
  const [report] = server.reports;
  expect(report).toMatchObject({ rebasedOperations: 3, overlaps: 1, storageBytes: 0 });
  expect(report!["syncs"]).toBe(client.diagnostics().figures.syncs);
  expect(report!["rejoinMillisMax"]).toBeGreaterThanOrEqual(20);
  expect(report!["rejoinMillisMax"]).toBeLessThan(1_000);
});

test("places that others had edited, too, are counted", async () => {
  const document = server.document("doc");
  document.submit("stranger", 1, 0, ["one sentence, and another"]);
  await start();
  network.cut();
  await time.pass(10_000);
  editor.type("a", 0, 3);
  document.submit("stranger", 2, document.head, [-3, "the only", 22]);
  network.restore();
  await time.until("saved", () => session.status.sync.state === "saved");
  expect(client.diagnostics().figures).toMatchObject({ overlaps: 1, rebasedOperations: 1 });
});

test("nothing new, no report", async () => {
  await start();
  await tunnel();
  await time.pass(REPORT_MILLIS + 1_000);
  await time.pass(10 * REPORT_MILLIS);
  expect(server.reports).toHaveLength(1);
});

test("when the page is hidden, what there is goes at once, and once", async () => {
  await start();
  await tunnel();
  network.tell("hidden");
  network.tell("hidden");
  await time.pass(100);
  expect(server.reports).toHaveLength(1);
  await time.pass(2 * REPORT_MILLIS);
  expect(server.reports).toHaveLength(1);
});

test("a client that is closed says what it knows", async () => {
  await start();
  await tunnel();
  client.close();
  await time.pass(100);
  expect(server.reports).toHaveLength(1);
});

test("a report that does not arrive is part of the next one", async () => {
  await start();
  await tunnel();
  const { syncs } = client.diagnostics().figures;
  network.refuse();
  await time.pass(REPORT_MILLIS + 1_000);
  expect(server.reports).toEqual([]);
  network.restore();
  await time.pass(REPORT_MILLIS + 1_000);
  expect(server.reports).toHaveLength(1);
  expect(server.reports[0]).toMatchObject({ syncs });
});

test("a server that has no place for figures is not asked again", async () => {
  let asked = 0;
  server.answer = () => {
    asked++;
    return Promise.resolve({ status: 404, body: "" });
  };
  await start();
  for (let round = 0; round < 3; round++) {
    await tunnel();
    await time.pass(REPORT_MILLIS + 1_000);
  }
  expect(asked).toBe(1);
});

test.each([429, 503])("a server that answers %i gets them later", async (status) => {
  const answer = server.answer.bind(server);
  let refusals = 1;
  server.answer = (path, json) =>
    refusals-- > 0 ? Promise.resolve({ status, body: "" }) : answer(path, json);
  await start();
  await tunnel();
  await time.pass(2 * REPORT_MILLIS + 2_000);
  expect(server.reports).toHaveLength(1);
});

test("who does not want it is not reported, not even what was counted before they wanted", async () => {
  await start({ reportFigures: false });
  await tunnel();
  await time.pass(2 * REPORT_MILLIS);
  network.tell("hidden");
  await time.pass(100);
  expect(server.reports).toEqual([]);
  expect(client.diagnostics().figures.syncs).toBeGreaterThan(0);
  await client.reportFigures(true);
  await time.pass(2 * REPORT_MILLIS);
  expect(server.reports).toEqual([]);
  await tunnel();
  await time.pass(2 * REPORT_MILLIS);
  expect(server.reports).toHaveLength(1);
});

test("what the person chose is remembered on the device", async () => {
  const device = new FakeDevice();
  ({ time } = device);
  server = new FakeServer(time, new SplitMix64(1));
  network = new SimulatedNetwork(new ServerEnvironment(time, server, new SplitMix64(1)));
  const chosen = new RejoinClient({
    ...{ url, name: "Ada", environment: network, storage: device.tab().storage },
  });
  await device.finish(chosen.reportFigures(false));
  chosen.close();
  const { storage } = device.tab();
  const next = new RejoinClient({ url, name: "Ada", environment: network, storage });
  session = next.open("doc", (editor = new FakeEditor()), { create: "text" });
  await device.pass(1_000);
  network.cut();
  await device.pass(10_000);
  network.restore();
  await device.pass(3 * REPORT_MILLIS);
  expect(next.diagnostics().figures.syncs).toBeGreaterThan(0);
  expect(server.reports).toEqual([]);
});
