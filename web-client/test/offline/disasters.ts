import { DATABASE_NAME } from "../../src/store/schema";
import type { Trouble } from "../../src/store/index";
import type { FakeDevice } from "../testing/FakeDevice";
import type { Fault } from "../testing/FaultyDatabases";
import type { WatchedPage } from "./WatchedPage";

/** Something that happens to the database under the feet of an open page. */
export interface Disaster {
  readonly name: string;
  /** What the person is told as long as it lasts; null where it is mended before anybody sees it. */
  readonly trouble: Trouble | null;
  /** Whether it passes while the page lives. */
  readonly passes: boolean;
  /** Returns what ends it. */
  begin(device: FakeDevice, page: WatchedPage): Promise<() => void>;
}

export const DISASTERS: readonly Disaster[] = [
  {
    name: "the quota is used up",
    trouble: "full",
    passes: true,
    begin: (_, page) => every(page, "full"),
  },
  {
    name: "the browser closes the connection each time",
    trouble: "unavailable",
    passes: true,
    begin: (_, page) => every(page, "closes"),
  },
  {
    name: "the database refuses everything, as in some private windows",
    trouble: "unavailable",
    passes: true,
    begin: (_, page) => every(page, "throws"),
  },
  {
    name: "the database never answers",
    trouble: "blocked",
    passes: true,
    begin: (_, page) => every(page, "unanswered"),
  },
  {
    name: "somebody deletes it, while a tab that does not listen holds it open",
    trouble: "blocked",
    passes: true,
    begin: async (device) => {
      const stubborn = await opened(device);
      device.databases.deleteDatabase(DATABASE_NAME);
      device.disk.rows = new Map();
      return () => stubborn.close();
    },
  },
  {
    name: "somebody deletes it",
    trouble: null,
    passes: true,
    begin: async (device) => {
      const deleted = device.databases.deleteDatabase(DATABASE_NAME);
      await device.finish(new Promise((resolve) => (deleted.onsuccess = resolve)));
      device.disk.rows = new Map();
      return () => undefined;
    },
  },
  {
    name: "a newer version of the page has been here",
    trouble: "outdated",
    passes: false,
    begin: async (device) => {
      (await opened(device, 99)).close();
      return () => undefined;
    },
  },
];

function every(page: WatchedPage, fault: Fault): Promise<() => void> {
  page.tab.faulty.plan = () => fault;
  return Promise.resolve(() => (page.tab.faulty.plan = () => null));
}

async function opened(device: FakeDevice, version?: number): Promise<IDBDatabase> {
  const request = device.databases.open(DATABASE_NAME, version);
  await device.finish(new Promise((resolve) => (request.onsuccess = resolve)));
  return request.result;
}
