import { expect } from "vitest";
import { FakeNetwork } from "../testing/FakeNetwork";
import { FakeServer } from "../../src/testing/FakeServer";
import { SplitMix64 } from "../../src/testing/SplitMix64";
import { FakeDevice, type FakeTab } from "../testing/FakeDevice";
import type { Fault, RequestFault } from "../testing/FaultyDatabases";
import { expectAll, isIn, WatchedPage } from "./WatchedPage";

/** Which call of the database, which request, which asking for a lock goes wrong, and how. */
export interface Faults {
  readonly call: (number: number) => Fault | null;
  readonly request: (number: number) => RequestFault | null;
  readonly lock: (number: number) => boolean;
}

/** How much of each there was: so many places for something to go wrong at. */
export interface Places {
  readonly calls: number;
  readonly requests: number;
  readonly locks: number;
  readonly typed: number;
}

function heal(device: FakeDevice, { tab }: WatchedPage): void {
  device.locks.fails = () => false;
  tab.faulty.plan = () => null;
  tab.faulty.requestPlan = () => null;
}

const FIRST_TAG = 0x4e00;
const PATIENCE_MILLIS = 300_000;

/**
 * A day of somebody who writes in the train: online, offline, online again, and the page dies while
 * something is in flight, and once more while offline. What they are shown is watched all day long.
 */
export async function aDay(faults: Partial<Faults> = {}): Promise<Places> {
  const fails = { call: () => null, request: () => null, lock: () => false, ...faults };
  const device = new FakeDevice(1);
  const random = new SplitMix64(1);
  const server = new FakeServer(device.time, random);
  const network = new FakeNetwork(device.time, random, server);
  const places = { calls: 0, requests: 0, locks: 0 };
  device.locks.fails = () => fails.lock(++places.locks);
  const equip = ({ faulty }: FakeTab) => {
    faulty.plan = () => fails.call(++places.calls);
    faulty.requestPlan = () => fails.request(++places.requests);
  };
  const page = new WatchedPage(device, network, server, equip);
  let typed = 0;

  const until = async (done: () => boolean, millis: number) => {
    for (const end = device.time.now + millis; !done() && device.time.now < end;) {
      await device.pass(20);
    }
  };
  const level = async () => {
    heal(device, page);
    // What another tab left behind, or could not be read at the time, comes along by and by.
    const isHome = () => isIn(page.shown, [page.logged, ...page.copies]);
    await until(() => page.isLevel && isHome(), PATIENCE_MILLIS);
    expect(page.isLevel, "level with the server").toBe(true);
  };
  // A document that could be read neither from the disk nor from the server takes no letters.
  const type = async (count: number) => {
    await until(() => page.editor.editable, 20_000);
    for (let letter = 0; letter < count; letter++) {
      if (page.type(String.fromCharCode(FIRST_TAG + typed))) typed++;
      await device.pass(7);
    }
  };
  const offline = async () => {
    network.reachable = false;
    page.environment.wire?.cut();
    await device.pass(600);
  };
  const online = async () => {
    network.reachable = true;
    page.environment.tell("woken");
    await device.pass(50);
  };

  await type(3);
  await offline();
  await type(3);
  await device.pass(2_000);
  await online();
  await level();
  await type(3);
  page.reload();
  await type(2);
  await offline();
  await type(2);
  await device.pass(300);
  page.reload();
  await device.pass(100);
  await online();
  await type(1);
  heal(device, page);
  // What another tab left behind, or could not be read at the time, comes along by and by.
  const isHome = () => isIn(page.shown, [page.logged, ...page.copies]);
  await until(() => page.isLevel && isHome(), PATIENCE_MILLIS);

  await page.check();
  expect(page.isLevel, "level with the server").toBe(true);
  expectAll(page.shown, [page.logged, ...page.copies], "shown as kept or saved, and not sent");
  expect(new Set(page.logged).size, "a letter is there twice").toBe(page.logged.length);
  // What a page sent whose disk did not work may be on no disk: then the next one uses the name
  // again, and the server and that page have to tell the two apart. They did, as is seen above.
  if (!page.diedInTrouble) {
    for (const [name, forms] of server.submissions) expect(forms.size, name).toBe(1);
  }
  return { ...places, typed };
}
