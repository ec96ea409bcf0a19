import { describe, expect, it, vi } from "vitest";
import { Operation } from "../../src/ot/index";
import { keepAsNew, keepOffline } from "../../src/sync/index";
import { FAULTS } from "../testing/FaultyDatabases";
import { Household } from "./Household";

vi.setConfig({ testTimeout: 60_000 });

describe("a document kept for offline", () => {
  it("opens without a network, though it was never opened before", async () => {
    const household = new Household();
    const { document } = { document: household.server.document("d") };
    document.append({ by: "bob", seq: 1, operation: insertion("hello", 0) });
    const { tab, way } = household.worker();
    const { device } = household;
    expect(await device.finish(keepOffline(tab.storage, way, "d"))).toBe("kept");
    expect(await device.finish(keepOffline(tab.storage, way, "d"))).toBe("known");
    household.network.reachable = false;
    const opened = await household.open("d", {});
    expect(opened.editor.content).toBe("hello");
    expect(opened.editor.editable).toBe(true);
    opened.editor.type("!");
    household.network.reachable = true;
    opened.environment.tell("woken");
    await device.pass(2_000);
    expect(household.textOf("d")).toBe("hello!");
  });

  it("that cannot be had leaves nothing behind, and says why", async () => {
    const household = new Household();
    const { tab, way } = household.worker();
    const { device } = household;
    const missing = await device.finish(keepOffline(tab.storage, way, "d"));
    expect(missing).toMatchObject({ code: "not_found" });
    household.network.reachable = false;
    const unreachable = await device.finish(keepOffline(tab.storage, way, "d"));
    expect(unreachable).toMatchObject({ code: "unreachable" });
    expect(await device.finish(tab.storage.shelf.documents())).toEqual([]);
    expect(device.locks.names).toEqual([]);
  });
});

describe("a page without a network whose database does not answer at first", () => {
  it.each(FAULTS.filter((fault) => fault !== "late"))(
    "shows what is kept as soon as it does: %s",
    async (fault) => {
      const household = new Household();
      const { device } = household;
      await household.known("d", "text");
      await household.leave("d", ", unsent");
      household.network.reachable = false;
      let isBroken = true;
      const tab = await household.open("d", {}, ({ faulty }) => {
        faulty.plan = () => (isBroken ? fault : null);
      });
      await device.pass(60_000);
      expect(tab.editor.content).toBe("");
      isBroken = false;
      await device.pass(120_000);
      expect(tab.editor.content).toBe("text, unsent");
      expect(tab.editor.editable).toBe(true);
      tab.editor.type("!", "text, unsent".length);
      household.network.reachable = true;
      tab.environment.tell("woken");
      await device.pass(5_000);
      expect(household.textOf("d")).toBe("text, unsent!");
      expect(tab.sync).toBe("saved");
      tab.session.close();
      await device.pass(1_000);
      expect(device.locks.names).toEqual([]);
    },
  );

  it("keeps what the server has told it meanwhile", async () => {
    const household = new Household();
    const { device } = household;
    await household.known("d", "text");
    await household.leave("d", ", unsent");
    let isBroken = true;
    const tab = await household.open("d", {}, ({ faulty }) => {
      faulty.plan = () => (isBroken ? "throws" : null);
    });
    await device.pass(5_000);
    tab.editor.type("mine ", 0);
    isBroken = false;
    await device.pass(120_000);
    expect(household.textOf("d")).toContain(", unsent");
    expect(household.textOf("d")).toContain("mine ");
    expect(tab.editor.content).toBe(household.textOf("d"));
  });
});

describe("a text kept as a new document", () => {
  it("is there at once, and born like every other", async () => {
    const household = new Household();
    const { device } = household;
    const { storage } = household.worker().tab;
    const { doc, keptOnDevice } = await device.finish(keepAsNew(storage.outboxes, "my version"));
    expect(keptOnDevice).toBe(true);
    const tab = await household.open(doc, {});
    expect(tab.editor.content).toBe("my version");
    await device.pass(1_000);
    expect(household.textOf(doc)).toBe("my version");
  });
});

describe("a tab that opens a document with edits of closed tabs", () => {
  it("adopts one of them, has the others sent, and says so", async () => {
    const household = new Household();
    await household.known("d", "text");
    household.network.reachable = false;
    const tabs = [await household.open("d"), await household.open("d"), await household.open("d")];
    tabs.forEach(({ editor }, index) => editor.type("ABC".charAt(index), 0));
    await household.device.pass(100);
    tabs.forEach((tab) => tab.kill());
    household.network.reachable = true;
    const tab = await household.open("d");
    await household.device.pass(5_000);
    expect(tab.orphansSent).toEqual([2]);
    expect(tab.sync).toBe("saved");
    expect(tab.editor.content).toBe(household.textOf("d"));
    expect([...tab.editor.content].sort().join("")).toBe([..."ABCtext"].sort().join(""));
  });

  it("asks the browser to keep them when it writes offline, once", async () => {
    const household = new Household();
    let asked = 0;
    household.device.storage = {
      persist: () => Promise.resolve(++asked > 0),
      persisted: () => Promise.resolve(false),
      estimate: () => Promise.resolve({}),
    };
    const tab = await household.open("d");
    tab.editor.type("a");
    await household.device.pass(100);
    expect(asked).toBe(0);
    household.network.reachable = false;
    tab.environment.wire?.cut();
    await household.device.pass(1_000);
    tab.editor.type("b");
    tab.editor.type("c");
    expect(asked).toBe(1);
  });

  it("looks again when a database that had failed works again", async () => {
    const household = new Household();
    await household.known("d", "text");
    await household.leave("d", "lost?");
    const opening = { create: "text" } as const;
    const open = await household.open("d", opening, ({ faulty }) => (faulty.plan = () => "aborts"));
    await household.device.pass(8_000);
    expect(open.session.status.trouble).toBe("unavailable");
    expect(open.editor.content).toBe("text");
    open.tab.faulty.plan = () => null;
    open.editor.type("!");
    await household.device.pass(120_000);
    expect(open.session.status.trouble).toBeNull();
    expect(open.orphansSent).toEqual([5]);
    expect([...household.textOf("d")].sort().join("")).toBe([..."textlost?!"].sort().join(""));
  });

  it("says that those of a second tab wait to be seen, once, and shows them when loaded again", async () => {
    const household = new Household();
    await household.known("d", "text");
    const { settings } = household.device.tab().storage;
    await household.device.finish(settings.set("reviewPolicy", "always"));
    household.network.reachable = false;
    const tabs = [await household.open("d"), await household.open("d")];
    tabs.forEach(({ editor }, index) => editor.type("A".repeat(index + 1), 0));
    await household.device.pass(100);
    tabs.forEach((tab) => tab.kill());
    household.network.reachable = true;
    const tab = await household.open("d");
    await household.device.pass(5_000);
    const shown = tab.editor.content;
    expect(tab.orphansLeft).toEqual([{ edits: 1, toReview: true }]);
    tab.session.confirm();
    await household.device.pass(5_000);
    tab.environment.wire?.cut();
    await household.device.pass(60_000);
    expect(tab.orphansLeft).toHaveLength(1);
    tab.kill();
    const again = await household.open("d");
    expect(again.sync).toBe("review");
    expect(again.editor.content).toHaveLength("textAAA".length);
    expect(shown.length).toBeLessThan("textAAA".length);
  });

  it("keeps what is to be seen before sending no longer than the edits that it is about", async () => {
    const household = new Household();
    await household.known("d", "text");
    const { settings } = household.device.tab().storage;
    await household.device.finish(settings.set("reviewPolicy", "always"));
    await household.leave("d", " and more");
    const tab = await household.open("d");
    expect(tab.sync).toBe("review");
    const kept = () => JSON.stringify(household.device.disk.rows.get("settings"));
    expect(kept()).toContain("and more");
    household.server.documents.delete("d");
    Object.assign(household.server.document("d"), { lineage: "another" });
    tab.environment.wire?.cut();
    await household.device.pass(5_000);
    expect(tab.copies).toEqual(["text and more"]);
    expect(kept()).not.toContain("and more");
  });
});

/** An insertion at the beginning of a text of some length. */
function insertion(text: string, length: number): Operation {
  return Operation.builder().insert(text).retain(length).build();
}
