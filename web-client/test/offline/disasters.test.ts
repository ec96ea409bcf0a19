import { describe, expect, it, vi } from "vitest";
import { RejoinClient } from "../../src/sync/index";
import { FakeNetwork } from "../testing/FakeNetwork";
import { FakeServer } from "../../src/testing/FakeServer";
import { SplitMix64 } from "../../src/testing/SplitMix64";
import { FakeDevice } from "../testing/FakeDevice";
import { FakeEditor } from "../../src/testing/FakeEditor";
import { disasterAt, DURING, LETTERS, World } from "./disasterAt";
import { DISASTERS } from "./disasters";

vi.setConfig({ testTimeout: 120_000 });

const MINUTE_MILLIS = 60_000;

// Promise B3.
describe("typing in an open tab is never lost, and the person is told", () => {
  for (const disaster of DISASTERS) {
    it(`when ${disaster.name}, at any moment`, async () => {
      for (let letter = 0; letter <= LETTERS - DURING; letter++) {
        await disasterAt(letter, disaster);
      }
    });
  }

  it("when somebody deletes it and nobody types any more: it is written anew at once", async () => {
    const world = new World();
    const { page, device } = world;
    await device.pass(1_000);
    while (world.typed.length < 5) await world.type();
    const deletion = DISASTERS.find(({ name }) => name === "somebody deletes it")!;
    await deletion.begin(device, page);
    await device.pass(1_000);
    expect(page.session.status.keptOnDevice).toBe(true);
    page.reload();
    await device.pass(1_000);
    expect(page.editor.content).toBe(world.typed);
  });

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
