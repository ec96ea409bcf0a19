import { expect } from "vitest";
import { FakeNetwork } from "../testing/FakeNetwork";
import { FakeServer } from "../../src/testing/FakeServer";
import { SplitMix64 } from "../../src/testing/SplitMix64";
import { FakeDevice } from "../testing/FakeDevice";
import { DOC, expectAll, isIn, WatchedPage } from "./WatchedPage";

/** How one outbox comes to have two holders. */
export type Way = "duplicated tab" | "cloned profile" | "stolen lock";

const FIRST_TAG = 0x4e00;
const HEALING_MILLIS = 400_000;

/**
 * Somebody writes, and all at once there are two of them, with the same outbox; a stranger writes
 * too. The network does its worst, and then it heals.
 */
export class TwoHolders {
  readonly server: FakeServer;
  readonly pages: WatchedPage[] = [];
  private readonly random: SplitMix64;
  private readonly device: FakeDevice;
  private readonly network: FakeNetwork;
  private tags = 0;

  constructor(
    private readonly seed: number,
    private readonly way: Way,
  ) {
    this.random = new SplitMix64(seed);
    this.device = new FakeDevice(seed);
    const { time } = this.device;
    this.server = new FakeServer(time, this.random);
    this.server.temper = { storeMillis: 30, busyOneIn: 12, lazyOneIn: 4, foldOneIn: 2 };
    this.network = new FakeNetwork(time, this.random, this.server);
    this.open(this.device);
    this.open(new FakeDevice(seed + 1_000_000, { time }));
  }

  async run(): Promise<void> {
    await this.turns(5 + this.random.below(20));
    await this.double();
    await this.turns(10 + this.random.below(30));
    await this.heal();
  }

  async check(): Promise<void> {
    const { text, log } = this.server.document(DOC);
    for (const page of this.pages) {
      await page.check();
      expect(page.editor.content, "a text of its own").toBe(text);
      expect(page.session.status.sync).toEqual({ state: "saved" });
    }
    expect(new Set(text).size, "a letter is there twice").toBe(text.length);
    const names = log.map(({ by, seq }) => `${by} ${seq}`);
    expect(new Set(names).size, "a name is there twice").toBe(names.length);
    for (const { shown, copies } of this.pages) {
      expectAll(shown, [text, ...copies], "shown as kept or saved, and not sent");
    }
  }

  /** Whether the two got into each other's way at all. */
  get haveMet(): boolean {
    return [...this.server.submissions.values()].some((forms) => forms.size > 1);
  }

  private async double(): Promise<void> {
    if (this.way === "stolen lock") this.pages[0]!.tab.loseLocks();
    const isCloned = this.way === "cloned profile";
    this.open(isCloned ? await this.device.clone(this.seed + 2_000_000) : this.device);
  }

  private open(device: FakeDevice): void {
    this.pages.push(new WatchedPage(device, this.network, this.server));
  }

  private async turns(count: number): Promise<void> {
    const { random, network } = this;
    for (let turn = 0; turn < count; turn++) {
      const page = random.oneOf(this.pages);
      const choice = random.below(14);
      if (choice === 0) page.environment.wire?.cut();
      else if (choice === 1) network.reachable = !network.reachable;
      else if (choice === 2) page.environment.tell("woken");
      else if (choice === 3) page.reload();
      else this.write(page);
      await this.device.pass(random.below(random.oneIn(6) ? 2_000 : 40));
    }
  }

  private write(page: WatchedPage): void {
    const at = this.random.below(page.editor.content.length + 1);
    if (page.type(String.fromCharCode(FIRST_TAG + this.tags), at)) this.tags++;
  }

  private async heal(): Promise<void> {
    this.network.reachable = true;
    const end = this.device.time.now + HEALING_MILLIS;
    const isHealed = ({ isLevel, shown, logged, copies }: WatchedPage) =>
      isLevel && isIn(shown, [logged, ...copies]);
    while (this.device.time.now < end && !this.pages.every(isHealed)) {
      for (const { environment } of this.pages) environment.tell("woken");
      await this.device.pass(1_000);
    }
  }
}
