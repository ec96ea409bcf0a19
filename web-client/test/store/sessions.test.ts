import { describe, expect, it, vi } from "vitest";
import type { KeptDocument } from "../../src/store/index";
import { RejoinClient, type DocumentSession } from "../../src/sync/index";
import { FakeDevice, type FakeTab } from "../testing/FakeDevice";
import { FakeEditor } from "../../src/testing/FakeEditor";
import { FakeNetwork, type FakeEnvironment } from "../testing/FakeNetwork";
import { FakeServer } from "../../src/testing/FakeServer";
import { FAULTS } from "../testing/FaultyDatabases";
import { orphansOf } from "../testing/orphansOf";
import { eachSeedAsync } from "../testing/seeds";
import { SplitMix64 } from "../../src/testing/SplitMix64";

vi.setConfig({ testTimeout: 120_000 });

const FIRST_TAG = 0x4e00;
const HEALED_MILLIS = 180_000;

/** A tab with one document, which is killed now and then, and opened again. */
class Page {
  tab!: FakeTab;
  editor!: FakeEditor;
  session!: DocumentSession;
  readonly copies: string[] = [];
  private client!: RejoinClient;
  private readonly environment: FakeEnvironment;
  /** What was typed here, and was not yet shown as kept or saved. */
  private fresh = "";
  /** What was shown as kept or saved. */
  shown = "";

  constructor(
    private readonly device: FakeDevice,
    network: FakeNetwork,
    private readonly faulty: () => ReturnType<FakeTab["faulty"]["plan"]>,
  ) {
    this.environment = network.environment();
    this.start();
  }

  /** Nothing of this page's memory stays. */
  kill(): void {
    this.tab.kill();
    this.environment.wire?.cut();
    this.session.close();
    this.client.close();
    this.fresh = "";
    this.start();
  }

  cut(): void {
    this.environment.wire?.cut();
  }

  wake(): void {
    this.environment.tell("woken");
  }

  type(tag: string): void {
    if (!this.editor.editable) return;
    this.fresh += tag;
    this.editor.type(tag, 0);
  }

  private start(): void {
    this.tab = this.device.tab();
    this.tab.faulty.plan = this.faulty;
    this.editor = new FakeEditor();
    const { environment } = this;
    const { outboxes } = this.tab.storage;
    this.client = new RejoinClient({ url: "ws://fake", name: "Ada", environment, outboxes });
    this.session = this.client.open("d", this.editor, { create: "text" });
    this.session.on("copyKept", ({ text }) => this.copies.push(text));
    this.session.on("status", () => this.note());
  }

  private note(): void {
    const { keptOnDevice, sync } = this.session.status;
    if (!keptOnDevice && sync.state !== "saved") return;
    this.shown += this.fresh;
    this.fresh = "";
  }
}

/** Two tabs of one browser and one server, all of which do their worst; then everything heals. */
async function run(seed: number, withFaults: boolean) {
  const random = new SplitMix64(seed);
  const device = new FakeDevice(seed);
  const server = new FakeServer(device.time, random);
  const network = new FakeNetwork(device.time, random, server);
  let cruel = withFaults;
  const fault = () => (cruel && random.oneIn(8) ? random.oneOf(FAULTS) : null);
  const pages = [new Page(device, network, fault), new Page(device, network, fault)];
  for (let turn = 0; turn < 40; turn++) {
    const page = random.oneOf(pages);
    const choice = random.below(10);
    if (choice === 0) page.kill();
    else if (choice === 1) page.cut();
    else if (choice === 2) network.reachable = !network.reachable;
    else page.type(String.fromCharCode(FIRST_TAG + turn));
    await device.pass(random.below(random.oneIn(5) ? 2_000 : 30));
  }
  cruel = false;
  network.reachable = true;
  for (let wait = 0; wait < HEALED_MILLIS && !pages.every(isLevel); wait += 2_000) {
    pages.forEach((page) => page.wake());
    await device.pass(2_000);
  }
  const orphans = await device.finish(orphansOf(device.tab().storage.outboxes, "d"));
  const waiting = await Promise.all(orphans.map(async (outbox) => localText(await outbox.load())));
  return { pages, server, waiting };

  function isLevel({ session, editor }: Page): boolean {
    return session.status.sync.state === "saved" && editor.content === server.document("d").text;
  }
}

function localText(document: KeptDocument | null): string {
  const { content, inFlight, buffer } = document!;
  const sent = inFlight?.outstanding.apply(content) ?? content;
  return buffer?.apply(sent) ?? sent;
}

describe("sessions on outboxes in IndexedDB", () => {
  for (const withFaults of [false, true]) {
    const name = withFaults ? "and the database fails" : "and tabs are killed";
    it(`lose nothing that was shown as kept, and double nothing, when the network ${name}`, () =>
      eachSeedAsync(60, async (seed) => {
        const { pages, server, waiting } = await run(seed, withFaults);
        const { text } = server.document("d");
        for (const { editor, session, shown, copies } of pages) {
          expect(session.status.sync).toEqual({ state: "saved" });
          expect(editor.content).toBe(text);
          for (const tag of shown) {
            const somewhere = [text, ...waiting, ...copies].some((kept) => kept.includes(tag));
            expect(somewhere, `${tag}, which was shown as kept`).toBe(true);
          }
          // A tab that dies while the database fails leaves an outbox that is behind: see ADR 6.
          if (!withFaults) expect(copies).toEqual([]);
        }
        expect(new Set(text).size).toBe(text.length);
        for (const [operation, forms] of server.submissions) {
          expect(forms.size, `forms of ${operation}`).toBe(1);
        }
      }));
  }
});
