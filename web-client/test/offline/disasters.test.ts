import { describe, expect, it, vi } from "vitest";
import { RejoinClient } from "../../src/sync/index";
import { FakeNetwork } from "../../src/testing/FakeNetwork";
import { FakeServer } from "../../src/testing/FakeServer";
import { SplitMix64 } from "../../src/testing/SplitMix64";
import { FakeDevice } from "../testing/FakeDevice";
import { FakeEditor } from "../testing/FakeEditor";
import { DISASTERS, type Disaster } from "./disasters";
import { WatchedPage } from "./WatchedPage";

vi.setConfig({ testTimeout: 120_000 });

const LETTERS = 12;
/** How many of them are typed while the disaster lasts. */
const DURING = 4;
const MINUTE_MILLIS = 60_000;
const FIRST_TAG = 0x4e00;

class World {
  readonly device = new FakeDevice(1);
  private readonly random = new SplitMix64(1);
  readonly server = new FakeServer(this.device.time, this.random);
  readonly network = new FakeNetwork(this.device.time, this.random, this.server);
  readonly page = new WatchedPage(this.device, this.network, this.server);
  typed = "";

  /** Away from letter 2 to letter 9. */
  async type(): Promise<void> {
    const { page, device, network } = this;
    if (this.typed.length === 2) {
      network.reachable = false;
      page.environment.wire?.cut();
    }
    if (this.typed.length === 9) await this.comeBack();
    const tag = String.fromCharCode(FIRST_TAG + this.typed.length);
    expect(page.type(tag), "the page can be typed in").toBe(true);
    this.typed += tag;
    await device.pass(30);
  }

  async comeBack(): Promise<void> {
    this.network.reachable = true;
    this.page.environment.tell("woken");
    await this.device.pass(500);
  }

  expectTold({ trouble }: Disaster): void {
    const { status } = this.page.session;
    expect(status.trouble).toBe(trouble);
    if (trouble !== null) expect(status.keptOnDevice).toBe(false);
    expect(this.page.editor.content).toBe(this.typed);
  }
}

async function disasterAt(letter: number, disaster: Disaster): Promise<void> {
  const world = new World();
  const { page, device } = world;
  await device.pass(1_000);
  while (world.typed.length < letter) await world.type();
  const end = await disaster.begin(device, page);
  for (let during = 0; during < DURING; during++) await world.type();
  await device.pass(MINUTE_MILLIS / 2);
  world.expectTold(disaster);
  end();
  if (disaster.passes) {
    await device.pass(2 * MINUTE_MILLIS);
    expect(page.session.status).toMatchObject({ trouble: null, keptOnDevice: true });
    page.reload();
    await device.pass(1_000);
    expect(page.editor.content, "after a crash").toBe(world.typed);
  }
  while (world.typed.length < LETTERS) await world.type();
  await world.comeBack();
  await device.pass(MINUTE_MILLIS);
  expect(page.logged).toBe(world.typed);
  expect(page.isLevel).toBe(true);
  await page.check();
}

// Promise B3.
describe("typing in an open tab is never lost, and the person is told", () => {
  for (const disaster of DISASTERS) {
    it(`when ${disaster.name}, at any moment`, async () => {
      for (let letter = 0; letter <= LETTERS - DURING; letter++) {
        await disasterAt(letter, disaster);
      }
    });
  }

  it("when there is no database at all", async () => {
    const device = new FakeDevice(1);
    const random = new SplitMix64(1);
    const server = new FakeServer(device.time, random);
    const network = new FakeNetwork(device.time, random, server);
    const environment = network.environment();
    const storage = device.tabWithoutDatabase();
    const client = new RejoinClient({ url: "ws://fake", name: "Ada", environment, storage });
    const editor = new FakeEditor();
    const session = client.open("d", editor, { create: "text" });
    await device.pass(1_000);
    editor.type("one ");
    await device.pass(1_000);
    network.reachable = false;
    environment.wire!.cut();
    editor.type("two");
    await device.pass(MINUTE_MILLIS);
    expect(session.status).toMatchObject({ trouble: "missing", keptOnDevice: false, pending: 1 });
    network.reachable = true;
    environment.tell("woken");
    await device.pass(MINUTE_MILLIS);
    expect(server.document("d").text).toBe("one two");
    expect(session.status.sync).toEqual({ state: "saved" });
  });
});
