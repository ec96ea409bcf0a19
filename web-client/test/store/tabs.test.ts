import { describe, expect, it } from "vitest";
import type { IndexedDbOutbox } from "../../src/store/IndexedDbOutbox";
import { FakeAuthor, spelled } from "../testing/FakeAuthor";
import { FakeDevice, siteOf, type FakeTab } from "../testing/FakeDevice";
import { orphansOf } from "../testing/orphansOf";
import { eachSeedAsync } from "../testing/seeds";
import { SplitMix64 } from "../../src/testing/SplitMix64";

const MINUTE_MILLIS = 60_000;

/** A tab with a document in which somebody has written `edits` times. */
async function written(device: FakeDevice, seed: number, edits: number) {
  const tab = device.tab();
  const outbox = await device.finish(tab.storage.outboxes.open("d"));
  const author = new FakeAuthor(new SplitMix64(seed), "shared text");
  await device.finish(outbox.reset(author.document));
  for (let edit = 0; edit < edits; edit++) await device.finish(author.edit(outbox));
  return { tab, outbox, author };
}

function opened(device: FakeDevice, tab: FakeTab): Promise<IndexedDbOutbox> {
  return device.finish(tab.storage.outboxes.open("d"));
}

for (const webLocks of [true, false]) {
  describe(webLocks ? "tabs with Web Locks" : "tabs with leases", () => {
    const create = (seed = 1) => new FakeDevice(seed, { webLocks });
    // A lease ends some time after the tab that had it.
    const afterDeath = (device: FakeDevice) => device.pass(webLocks ? 0 : 3 * MINUTE_MILLIS);

    it("never share a client id", async () => {
      const device = create();
      const { outbox } = await written(device, 1, 2);
      const other = await opened(device, device.tab());
      expect(other.client).not.toBe(outbox.client);
    });

    it("adopt the outbox of a tab that was closed", async () => {
      const device = create();
      const { outbox, author } = await written(device, 1, 2);
      await device.finish(outbox.close());
      const next = await opened(device, device.tab());
      expect(next.client).toBe(outbox.client);
      expect(spelled(await next.load())).toEqual(spelled(author.document));
    });

    it("wait for who only brings the edits of a closed tab to the server", async () => {
      const device = create();
      const { outbox, author } = await written(device, 1, 2);
      await device.finish(outbox.close());
      const courier = await device.finish(device.tab().storage.outboxes.take(outbox));
      const opening = device.tab().storage.outboxes.open("d");
      await device.pass(300);
      await device.finish(courier!.close());
      const next = await device.finish(opening);
      expect(next.client).toBe(outbox.client);
      expect(spelled(await next.load())).toEqual(spelled(author.document));
    });

    it("adopt the outbox of a tab that died, the one with unsent edits first", async () => {
      const device = create();
      const first = await written(device, 1, 3);
      const second = await written(device, 2, 0);
      first.tab.kill();
      second.tab.kill();
      await afterDeath(device);
      const next = await opened(device, device.tab());
      expect(next.client).toBe(first.outbox.client);
      expect(spelled(await next.load())).toEqual(spelled(first.author.document));
    });

    it("give out the other orphans, each to one who asks", async () => {
      const device = create();
      const dead = [await written(device, 1, 1), await written(device, 2, 2)];
      dead.push(await written(device, 3, 3));
      dead.forEach(({ tab }) => tab.kill());
      await afterDeath(device);
      const tab = device.tab();
      const adopted = await opened(device, tab);
      const orphans = await device.finish(orphansOf(tab.storage.outboxes, "d"));
      const clients = [adopted, ...orphans].map(({ client }) => client);
      expect(new Set(clients)).toEqual(new Set(dead.map(({ outbox }) => outbox.client)));
      expect(await device.finish(orphansOf(device.tab().storage.outboxes, "d"))).toEqual([]);
    });

    it("take no orphan that is alive, however long it is silent", async () => {
      const device = create();
      const { outbox } = await written(device, 1, 2);
      await device.pass(10 * MINUTE_MILLIS);
      const tab = device.tab();
      expect((await opened(device, tab)).client).not.toBe(outbox.client);
      expect(await device.finish(orphansOf(tab.storage.outboxes, "d"))).toEqual([]);
    });

    it("see the document in a second tab, without the edits of the first", async () => {
      const device = create();
      const { author } = await written(device, 1, 5);
      const second = await opened(device, device.tab());
      const document = await second.load();
      expect(document).toMatchObject({
        site: siteOf(second.client),
        content: author.document.content,
        revision: author.document.revision,
        lastSequence: 0,
        inFlight: null,
        buffer: null,
        pendingEdits: 0,
      });
    });

    it("do not make the store grow with every opening", async () => {
      const device = create();
      await written(device, 1, 3).then(({ tab }) => tab.kill());
      const rows = () => allRows(device.databases);
      const sizes: number[] = [];
      for (let opening = 0; opening < 12; opening++) {
        await afterDeath(device);
        const tab = device.tab();
        await opened(device, tab);
        tab.kill();
        sizes.push((await device.finish(rows())).length);
      }
      expect(new Set(sizes).size).toBe(1);
    });
  });
}

it("a tab whose outbox was taken over writes to it no more, and keeps on in memory", async () => {
  const device = new FakeDevice(1, { webLocks: false });
  const { outbox, author } = await written(device, 1, 2);
  // The machine sleeps, and another tab wakes first.
  device.time.sleep(10 * MINUTE_MILLIS);
  const next = await opened(device, device.tab());
  expect(next.client).toBe(outbox.client);
  const taken = spelled(await next.load());
  await device.finish(author.edit(outbox));
  expect(outbox.trouble).toBe("taken");
  expect(outbox.outlivesPage).toBe(false);
  await device.finish(outbox.renew());
  await device.finish(outbox.reset(author.document));
  expect(outbox.trouble).toBeNull();
  expect(outbox.client).not.toBe(next.client);
  expect(spelled(await next.load())).toEqual(taken);
});

it("two tabs that open at once get two outboxes", () =>
  eachSeedAsync(20, async (seed) => {
    const device = new FakeDevice(seed);
    const { outbox } = await written(device, seed, 2);
    await device.finish(outbox.close());
    const tabs = [device.tab(), device.tab(), device.tab()];
    const outboxes = await device.finish(
      Promise.all(tabs.map(({ storage }) => storage.outboxes.open("d"))),
    );
    const clients = new Set(outboxes.map(({ client }) => client));
    expect(clients.size).toBe(3);
    expect(clients).toContain(outbox.client);
  }));

it("a document closed while the database is away is found again in the same page", async () => {
  const device = new FakeDevice();
  const { tab, outbox, author } = await written(device, 1, 1);
  tab.faulty.plan = () => "aborts";
  await device.finish(author.edit(outbox));
  expect(outbox.trouble).toBe("unavailable");
  await device.finish(outbox.close());
  const again = await device.finish(tab.storage.outboxes.open("d"));
  expect(spelled(await again.load())).toEqual(spelled(author.document));
  await device.finish(again.close());
  tab.faulty.plan = () => null;
  await device.pass(2 * MINUTE_MILLIS);
  expect(device.locks.names).toEqual([]);
  const next = await opened(device, device.tab());
  expect(spelled(await next.load())).toEqual(spelled(author.document));
});

/** Everything that is in the database, whatever the store thinks of it. */
async function allRows(databases: IDBFactory): Promise<unknown[]> {
  const connection = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = databases.open("rejoin");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error("cannot open"));
  });
  const transaction = connection.transaction([...connection.objectStoreNames]);
  const found = [...connection.objectStoreNames]
    .filter((name) => name !== "leases")
    .map((name) => transaction.objectStore(name).getAll());
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  connection.close();
  return found.flatMap(({ result }) => result as unknown[]);
}
