import { describe, expect, it } from "vitest";
import { Operation } from "../../src/ot/index";
import type { Trouble } from "../../src/store/index";
import type { IndexedDbOutbox } from "../../src/store/IndexedDbOutbox";
import { FakeAuthor, spelled } from "../testing/FakeAuthor";
import { FakeDevice } from "../testing/FakeDevice";
import { SplitMix64 } from "../../src/testing/SplitMix64";

const MINUTE_MILLIS = 60_000;

function authorOf(content = "some text"): FakeAuthor {
  return new FakeAuthor(new SplitMix64(7), content);
}

async function written(device: FakeDevice, doc = "d", author = authorOf()) {
  const tab = device.tab();
  const outbox = await device.finish(tab.storage.outboxes.open(doc));
  await device.finish(outbox.reset(author.document));
  return { tab, outbox, author };
}

/** What a tab that opens the document next finds. */
async function foundBy(device: FakeDevice, doc = "d"): Promise<unknown> {
  const outbox = await device.finish(device.tab().storage.outboxes.open(doc));
  return spelled(await outbox.load());
}

/** What somebody who listens is told, in order. */
function told(outbox: IndexedDbOutbox): (Trouble | null)[] {
  const troubles: (Trouble | null)[] = [];
  outbox.listen(() => troubles.push(outbox.trouble));
  return troubles;
}

describe("an outbox says why nothing outlives the page", () => {
  it("when there is no IndexedDB", async () => {
    const device = new FakeDevice();
    const { outboxes } = device.tabWithoutDatabase();
    const outbox = await device.finish(outboxes.open("d"));
    expect(outbox.trouble).toBe("missing");
    expect(outbox.outlivesPage).toBe(false);
    const author = authorOf();
    await device.finish(outbox.reset(author.document));
    await device.finish(author.edit(outbox));
    expect(spelled(await outbox.load())).toEqual(spelled(author.document));
  });

  it("when the quota is used up, and writes everything when there is space again", async () => {
    const device = new FakeDevice();
    const { tab, outbox, author } = await written(device);
    const troubles = told(outbox);
    tab.faulty.plan = () => "full";
    await device.finish(author.edit(outbox));
    expect(troubles).toEqual(["full"]);
    await device.finish(author.edit(outbox));
    tab.faulty.plan = () => null;
    await device.pass(2 * MINUTE_MILLIS);
    expect(troubles).toEqual(["full", null]);
    tab.kill();
    expect(await foundBy(device)).toEqual(spelled(author.document));
  });

  it("until everything is written, also what was edited meanwhile, however fast", async () => {
    const device = new FakeDevice();
    const { tab, outbox, author } = await written(device);
    tab.faulty.plan = () => "full";
    await device.finish(author.edit(outbox));
    tab.faulty.plan = () => "late";
    let recovered = false;
    outbox.listen(() => {
      recovered = true;
      tab.kill();
    });
    const history: string[] = [];
    let fulfilled = -1;
    while (!recovered) {
      const edited = author.edit(outbox);
      const step = history.push(JSON.stringify(author.document)) - 1;
      void edited.then(() => (fulfilled = recovered ? fulfilled : step));
      await device.pass(100);
      expect(step).toBeLessThan(100);
    }
    expect(fulfilled).toBeGreaterThan(10);
    const found = JSON.stringify(await foundBy(device));
    expect(history.lastIndexOf(found)).toBeGreaterThanOrEqual(fulfilled);
  });

  it("when a tab does not let the database go, until it does", async () => {
    const device = new FakeDevice();
    const { tab, author } = await written(device);
    tab.kill();
    // Somebody deletes it, and a tab that does not listen has it open: nobody else can open it.
    const stubborn = device.databases.open("rejoin");
    await device.finish(new Promise((resolve) => (stubborn.onsuccess = resolve)));
    device.databases.deleteDatabase("rejoin");
    const outbox = await device.finish(device.tab().storage.outboxes.open("d"));
    const troubles = told(outbox);
    expect(outbox.trouble).toBe("blocked");
    await device.finish(outbox.reset(author.document));
    await device.finish(author.edit(outbox));
    stubborn.result.close();
    await device.pass(2 * MINUTE_MILLIS);
    expect(troubles).toEqual([null]);
    await device.finish(outbox.close());
    expect(await foundBy(device)).toEqual(spelled(author.document));
  });

  it("when a newer version of the page has been here", async () => {
    const device = new FakeDevice();
    const { outbox, author } = await written(device);
    const newer = device.databases.open("rejoin", 99);
    await device.finish(new Promise((resolve) => (newer.onsuccess = resolve)));
    await device.finish(author.edit(outbox));
    expect(outbox.trouble).toBe("outdated");
    expect(spelled(await outbox.load())).toEqual(spelled(author.document));
  });
});

it("an outbox is written anew when somebody deletes the database", async () => {
  const device = new FakeDevice();
  const { tab, outbox, author } = await written(device);
  const troubles = told(outbox);
  await device.finish(author.edit(outbox));
  const copy = { doc: "d", text: "mine", unsent: true, reason: "diverged" as const };
  await device.finish(outbox.keepCopy(copy));
  const deleted = device.databases.deleteDatabase("rejoin");
  await device.finish(new Promise((resolve) => (deleted.onsuccess = resolve)));
  await device.finish(author.edit(outbox));
  expect(troubles).toEqual([]);
  tab.kill();
  const { shelf } = device.tab().storage;
  expect(await device.finish(shelf.copies())).toMatchObject([copy]);
  expect(await foundBy(device)).toEqual(spelled(author.document));
});

it("an outbox makes room by removing what the server has and nobody opened for longest", async () => {
  const device = new FakeDevice();
  const big = authorOf("x".repeat(3_000_000));
  for (const doc of ["oldest", "older", "young"]) {
    const { tab } = await written(device, doc, doc === "young" ? authorOf() : big);
    tab.kill();
    await device.pass(1_000);
  }
  const { tab, outbox, author } = await written(device);
  const next = tab.faulty.calls + 1;
  tab.faulty.plan = (call) => (call === next ? "full" : null);
  await device.finish(author.edit(outbox));
  expect(outbox.trouble).toBeNull();
  const documents = await device.finish(device.tab().storage.shelf.documents());
  expect(documents.map(({ doc }) => doc).sort()).toEqual(["d", "young"]);
});

it("an outbox that cannot be read is left as it is, and another one is used", async () => {
  const device = new FakeDevice();
  const { tab, outbox, author } = await written(device);
  await device.finish(author.edit(outbox));
  tab.kill();
  await damage(device.databases);
  const next = await device.finish(device.tab().storage.outboxes.open("d"));
  expect(next.client).not.toBe(outbox.client);
  expect(next.trouble).toBeNull();
  expect(await next.load()).toBeNull();
  const [document] = await device.finish(device.tab().storage.shelf.documents());
  expect(document).toMatchObject({ doc: "d", unsentEdits: 1 });
});

it("an edit of another text than the one that is kept is refused, and changes nothing", async () => {
  const device = new FakeDevice();
  const { outbox, author } = await written(device);
  const wrong = Operation.identity(4_711);
  await expect(outbox.append(wrong)).rejects.toThrow("BASE_LENGTH");
  await expect(outbox.advance(wrong, author.document)).rejects.toThrow("BASE_LENGTH");
  expect(spelled(await outbox.load())).toEqual(spelled(author.document));
  await device.finish(author.edit(outbox));
});

/** The text is another one than the edits apply to. */
async function damage(databases: IDBFactory): Promise<void> {
  const request = databases.open("rejoin");
  await new Promise((resolve) => (request.onsuccess = resolve));
  const transaction = request.result.transaction("parts", "readwrite");
  const store = transaction.objectStore("parts");
  const found = store.getAll();
  found.onsuccess = () => {
    for (const row of found.result as { part: string }[]) {
      if (row.part === "content") store.put({ ...row, text: "not that" });
    }
  };
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  request.result.close();
}
