import { describe, expect, it } from "vitest";
import { FakeAuthor } from "../testing/FakeAuthor";
import { FakeDevice, type FakeTab } from "../testing/FakeDevice";
import { SplitMix64 } from "../../src/testing/SplitMix64";

const DAY_MILLIS = 86_400_000;

/** A document in which somebody wrote, in a tab that is closed again. */
async function visited(device: FakeDevice, doc: string, content: string, edits: number) {
  const tab = device.tab();
  const outbox = await device.finish(tab.storage.outboxes.open(doc));
  const author = new FakeAuthor(new SplitMix64(1), content);
  await device.finish(outbox.reset(author.document));
  for (let edit = 0; edit < edits; edit++) await device.finish(author.edit(outbox));
  await device.finish(outbox.close());
  device.time.sleep(1_000);
}

async function listed(device: FakeDevice, tab: FakeTab): Promise<string[]> {
  return (await device.finish(tab.storage.shelf.documents())).map(({ doc }) => doc).sort();
}

describe("the shelf", () => {
  it("lists what this device has, the last opened first", async () => {
    const device = new FakeDevice();
    const start = device.time.now;
    await visited(device, "first", "\n One \nmore", 0);
    await visited(device, "second", "Two", 0);
    const { shelf } = device.tab().storage;
    expect(await device.finish(shelf.documents())).toMatchObject([
      { doc: "second", title: "Two", revision: 0, openedAt: start + 1_000, unsentEdits: 0 },
      { doc: "first", title: "One", openedAt: start, unsentSince: null, copies: 0, bytes: 11 },
    ]);
  });

  it("counts unsent edits and says how old they are", async () => {
    const device = new FakeDevice();
    const start = device.time.now;
    await visited(device, "d", "text", 3);
    device.time.sleep(DAY_MILLIS);
    const [document] = await device.finish(device.tab().storage.shelf.documents());
    expect(document).toMatchObject({ unsentEdits: 3, unsentSince: start });
  });

  it("clears what the server has too, and never what has unsent edits, copies or a tab", async () => {
    const device = new FakeDevice();
    await visited(device, "synchronized", "text", 0);
    await visited(device, "unsent", "text", 1);
    await visited(device, "copied", "text", 0);
    await visited(device, "open", "text", 0);
    const open = await device.finish(device.tab().storage.outboxes.open("open"));
    const tab = device.tab();
    const copied = await device.finish(tab.storage.outboxes.open("copied"));
    const copy = { doc: "copied", text: "mine", unsent: true, reason: "diverged" as const };
    await device.finish(copied.keepCopy(copy));
    await device.finish(copied.close());
    expect(await device.finish(tab.storage.shelf.clearSynchronized())).toBe(1);
    expect(await listed(device, tab)).toEqual(["copied", "open", "unsent"]);
    expect((await open.load())?.content).toBe("text");
  });

  it("clears one document when asked for one", async () => {
    const device = new FakeDevice();
    await visited(device, "a", "text", 0);
    await visited(device, "b", "text", 0);
    const tab = device.tab();
    expect(await device.finish(tab.storage.shelf.clearSynchronized("a"))).toBe(1);
    expect(await listed(device, tab)).toEqual(["b"]);
  });

  it("cleans documents that nobody opened for 30 days, unless something is unsent", async () => {
    const device = new FakeDevice();
    await visited(device, "old", "text", 0);
    await visited(device, "unsent", "text", 2);
    device.time.sleep(20 * DAY_MILLIS);
    await visited(device, "young", "text", 0);
    device.time.sleep(11 * DAY_MILLIS);
    const tab = device.tab();
    expect(await device.finish(tab.storage.shelf.clean())).toBe(1);
    expect(await listed(device, tab)).toEqual(["unsent", "young"]);
  });

  it("lists copies and removes them by their id, and only them", async () => {
    const device = new FakeDevice();
    const tab = device.tab();
    const outbox = await device.finish(tab.storage.outboxes.open("d"));
    for (const text of ["first", "second"]) {
      const copy = { doc: "d", text, unsent: true, reason: "refused" as const };
      await device.finish(outbox.keepCopy(copy));
      device.time.sleep(1_000);
    }
    const { shelf } = tab.storage;
    const copies = await device.finish(shelf.copies());
    expect(copies.map(({ text }) => text)).toEqual(["second", "first"]);
    expect(await device.finish(shelf.documents())).toMatchObject([{ doc: "d", copies: 2 }]);
    await device.finish(shelf.removeCopy(copies[0]!.id));
    expect(await device.finish(outbox.copies())).toMatchObject([{ text: "first" }]);
  });

  it("says what a browser says about space, and asks it once to keep it", async () => {
    const device = new FakeDevice();
    let asked = 0;
    device.storage = {
      estimate: () => Promise.resolve({ usage: 5, quota: 100 }),
      persisted: () => Promise.resolve(asked > 0),
      persist: () => Promise.resolve(++asked > 0),
    };
    const { shelf } = device.tab().storage;
    expect(await shelf.use()).toEqual({ usedBytes: 5, quotaBytes: 100, persistent: false });
    expect(await shelf.askToPersist()).toBe(true);
    expect(await shelf.askToPersist()).toBe(true);
    expect(asked).toBe(1);
    expect((await shelf.use()).persistent).toBe(true);
  });

  it("says nothing about space where the browser does not", async () => {
    const { shelf } = new FakeDevice().tab().storage;
    expect(await shelf.use()).toEqual({ usedBytes: null, quotaBytes: null, persistent: false });
    expect(await shelf.askToPersist()).toBe(false);
  });
});

describe("settings", () => {
  it("outlive the page, or last as long as it where there is no database", async () => {
    const device = new FakeDevice();
    const tab = device.tab();
    expect(await device.finish(tab.storage.settings.get("policy"))).toBeNull();
    expect(await device.finish(tab.storage.settings.set("policy", "review"))).toBe(true);
    tab.kill();
    expect(await device.finish(device.tab().storage.settings.get("policy"))).toBe("review");
    const { settings } = device.tabWithoutDatabase();
    expect(await settings.set("policy", "always")).toBe(false);
    expect(await settings.get("policy")).toBe("always");
  });

  it("are what another tab wrote later", async () => {
    const device = new FakeDevice();
    const [one, other] = [device.tab().storage.settings, device.tab().storage.settings];
    await device.finish(one.set("policy", "automatic"));
    await device.finish(other.set("policy", "always"));
    expect(await device.finish(one.get("policy"))).toBe("always");
  });
});
