import { expect } from "vitest";
import { FakeNetwork } from "../testing/FakeNetwork";
import { FakeServer } from "../../src/testing/FakeServer";
import { SplitMix64 } from "../../src/testing/SplitMix64";
import { FakeDevice } from "../testing/FakeDevice";
import type { Disaster } from "./disasters";
import { WatchedPage } from "./WatchedPage";

export const LETTERS = 12;
/** How many of them are typed while the disaster lasts. */
export const DURING = 4;
const LEAVES_AT = 2;
const RETURNS_AT = 9;
const MINUTE_MILLIS = 60_000;
const FIRST_TAG = 0x4e00;

/** Somebody who types twelve letters, and is offline in the middle of it. */
export class World {
  readonly device = new FakeDevice(1);
  private readonly random = new SplitMix64(1);
  readonly server = new FakeServer(this.device.time, this.random);
  readonly network = new FakeNetwork(this.device.time, this.random, this.server);
  readonly page = new WatchedPage(this.device, this.network, this.server);
  typed = "";

  async type(): Promise<void> {
    const { page, device, network } = this;
    if (this.typed.length === LEAVES_AT) {
      network.reachable = false;
      page.environment.wire?.cut();
    }
    if (this.typed.length === RETURNS_AT) await this.comeBack();
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

/** Something happens after so many letters, lasts for some, and passes. Then the page crashes. */
export async function disasterAt(letter: number, disaster: Disaster): Promise<void> {
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
