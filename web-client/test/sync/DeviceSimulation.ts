import { expect } from "vitest";
import { Household, World, type OpenTab, type Worker } from "./Household";

const FIRST_TAG = 0x4e00;
const MAX_TABS = 3;
const HEALING_MILLIS = 300_000;

/** What a tab did and has not shown as kept or saved yet. It is gone if the tab dies now. */
interface Unshown {
  readonly typed: Set<string>;
  readonly deleted: Set<string>;
}

/**
 * Two devices, with tabs and service workers, write in documents that they may have made offline.
 * Tabs are closed and killed, sockets blocked, outboxes pushed at any moment, logs cut back. Then
 * everything heals, and every character that was shown as kept is in its document once, unless
 * somebody who saw it deleted it.
 */
export class DeviceSimulation {
  private readonly world: World;
  private readonly households: readonly Household[];
  private readonly tabs = new Map<OpenTab, { doc: string; home: Household; unshown: Unshown }>();
  private readonly workers = new Set<Worker>();
  private readonly docs: string[] = ["first"];
  /** What was shown as kept, and where. */
  private readonly typed = new Map<string, string>();
  private readonly deleted = new Set<string>();
  private readonly faults: string[] = [];
  private readonly copies: string[] = [];
  private tags = 0;
  private cutBack = false;
  private healed = false;

  constructor(
    seed: number,
    /** Whether logs are cut back now and then. */
    private readonly forgetful = false,
  ) {
    this.world = new World(seed);
    this.world.server.temper = { storeMillis: 30, busyOneIn: 8, lazyOneIn: 3, foldOneIn: 2 };
    // Slow enough, now and then, for tabs to come and go during one request.
    this.world.network.weather = { maxDelayMillis: this.world.random.oneOf([40, 400, 2_000]) };
    this.households = [new Household(this.world, seed), new Household(this.world, seed + 1)];
  }

  async run(): Promise<void> {
    const { random, time } = this.world;
    const turns = 20 + random.below(50);
    for (let turn = 0; turn < turns; turn++) {
      this.act(random.oneOf(this.households));
      await this.households[0]!.device.pass(random.below(random.oneIn(8) ? 4_000 : 60));
    }
    await this.heal(time.now + HEALING_MILLIS);
  }

  check(): void {
    expect(this.faults).toEqual([]);
    // Over a log that was cut back, nobody can tell whether text that is gone was ever in it.
    const unwanted = this.copies.filter((copy) => !this.cutBack || !copy.startsWith("compacted"));
    expect(unwanted).toEqual([]);
    expect(this.healed, "everything has come home").toBe(true);
    for (const [{ editor, sync }, { doc }] of this.tabs) {
      expect(sync).toBe("saved");
      expect(editor.content).toBe(this.textOf(doc));
    }
    for (const doc of this.docs) {
      const there = [...this.textOf(doc)];
      expect(new Set(there).size, "a character is there twice").toBe(there.length);
      const back = this.cutBack ? [] : there.filter((tag) => this.deleted.has(tag));
      expect(back, "deleted, and there again").toEqual([]);
    }
    for (const [tag, doc] of this.typed) {
      const lost = !this.deleted.has(tag) && !this.textOf(doc).includes(tag);
      expect(lost, `${tag}, shown as kept in ${doc}, deleted by nobody, and gone`).toBe(false);
    }
    for (const [name, forms] of this.cutBack ? [] : this.world.server.submissions) {
      expect(forms.size, `${name} went out in ${forms.size} forms`).toBe(1);
    }
  }

  private act(home: Household): void {
    const { random, network } = this.world;
    const mine = [...this.tabs].filter(([, tab]) => tab.home === home).map(([tab]) => tab);
    const tab = mine.length === 0 ? null : random.oneOf(mine);
    switch (random.below(16)) {
      case 0:
      case 1:
        if (mine.length < MAX_TABS) this.open(home, random.oneOf(this.docs), {});
        return;
      case 2:
        return this.make(home);
      case 3:
        return tab === null ? undefined : this.end(tab, random.oneOf(["killed", "closed"]));
      case 4:
        network.reachable = !random.oneIn(3);
        return;
      case 5:
        return tab?.environment.wire?.cut();
      case 6:
        if (tab !== null) tab.environment.socketsBlocked = !tab.environment.socketsBlocked;
        return tab?.environment.wire?.cut();
      case 7:
      case 8:
        return this.push(home);
      case 9:
        return this.killWorker();
      case 10:
        return this.forgetful ? this.forget() : undefined;
      default:
        return tab === null ? undefined : this.write(tab);
    }
  }

  private open(home: Household, doc: string, { fresh = false }): void {
    // The first document is everybody's; one made offline is opened by its address.
    const create = fresh || doc === "first" ? { create: "text" as const } : {};
    const tab = home.begin(doc, { ...create, fresh });
    const unshown = { typed: new Set<string>(), deleted: new Set<string>() };
    this.tabs.set(tab, { doc, home, unshown });
    tab.session.on("status", () => this.note(tab));
    tab.session.on("fault", ({ message }) => this.faults.push(message));
    tab.session.on("copyKept", ({ reason, text }) => this.copies.push(`${reason}: ${text}`));
  }

  /** A document that only this device knows. */
  private make(home: Household): void {
    const doc = `doc-${this.docs.length}`;
    this.docs.push(doc);
    this.open(home, doc, { fresh: true });
  }

  private end(tab: OpenTab, how: "killed" | "closed"): void {
    this.tabs.delete(tab);
    if (how === "killed") tab.kill();
    else tab.close();
  }

  private push(home: Household): void {
    const worker = home.worker();
    this.workers.add(worker);
    const done = () => this.workers.delete(worker);
    worker.push().then(done, (error: unknown) => {
      // A worker that was killed has no database any more.
      if (done()) this.faults.push(String(error));
    });
  }

  private killWorker(): void {
    const [worker] = this.workers;
    if (worker === undefined) return;
    this.workers.delete(worker);
    worker.tab.kill();
  }

  /** A log forgets how it came to its text. */
  private forget(): void {
    this.cutBack = true;
    const { server, random } = this.world;
    const document = server.documents.get(random.oneOf(this.docs));
    if (document !== undefined) document.floor = document.head;
  }

  private write(tab: OpenTab): void {
    const { editor } = tab;
    if (!editor.editable) return;
    const { random } = this.world;
    const { unshown } = this.tabs.get(tab)!;
    const from = random.below(editor.content.length + 1);
    const to = Math.min(editor.content.length, from + random.below(random.oneIn(2) ? 1 : 4));
    for (const tag of editor.content.slice(from, to)) unshown.deleted.add(tag);
    let text = "";
    for (let i = random.below(3); i >= 0; i--) text += String.fromCharCode(FIRST_TAG + this.tags++);
    for (const tag of text) unshown.typed.add(tag);
    editor.type(text, from, to);
    this.note(tab);
  }

  /** What is shown as kept, or as saved, is promised from now on. */
  private note(tab: OpenTab): void {
    const { doc, unshown } = this.tabs.get(tab) ?? {};
    const { keptOnDevice, sync } = tab.session.status;
    if (unshown === undefined || doc === undefined) return;
    if (!keptOnDevice && sync.state !== "saved") return;
    unshown.typed.forEach((tag) => this.typed.set(tag, doc));
    unshown.deleted.forEach((tag) => this.deleted.add(tag));
    unshown.typed.clear();
    unshown.deleted.clear();
  }

  /** Some tabs stay, the others are pushed: no document needs one to come home. */
  private async heal(until: number): Promise<void> {
    const { time, network } = this.world;
    network.reachable = true;
    const [{ device }] = this.households as [Household];
    while (time.now < until) {
      this.households.forEach((home) => this.push(home));
      for (const [{ environment, session }] of this.tabs) {
        const { sync } = session.status;
        // It was opened by its address before anybody had brought it to the server.
        if (sync.state === "blocked" && sync.why.code === "not_found") session.retry();
        environment.tell("woken");
      }
      await device.pass(3_000);
      this.healed = this.isLevel && (await this.nothingUnsent());
      if (this.healed) return;
    }
  }

  private get isLevel(): boolean {
    return [...this.tabs].every(
      ([{ sync, editor }, { doc }]) => sync === "saved" && editor.content === this.textOf(doc),
    );
  }

  private async nothingUnsent(): Promise<boolean> {
    for (const { device } of this.households) {
      const unsent = await device.finish(device.tab().storage.outboxes.unsent());
      if (unsent.length > 0) return false;
    }
    return true;
  }

  private textOf(doc: string): string {
    return this.world.server.documents.get(doc)?.text ?? "";
  }
}
