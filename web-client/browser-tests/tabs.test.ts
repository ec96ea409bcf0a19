import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SplitMix64 } from "../src/testing/SplitMix64";
import { ChromiumProcess, removeProfile } from "./support/ChromiumProcess";
import { Meeting } from "./support/Meeting";
import { Person } from "./support/Person";
import { textOf } from "./support/download";
import { eventually } from "./support/eventually";
import { expectEachOnce, expectLogged, Letters } from "./support/letters";

const FULL = process.env["TIER"] === "full";
const ROUNDS = FULL ? 40 : 3;
const STEPS = FULL ? 20 : 12;
/** In the middle of a round they are cut off, whatever chance says. */
const AWAY_AT = STEPS / 2;
const MIN_TABS = 2;
const MAX_TABS = 5;
/** A tab that was refused often tries again after half a minute at the latest. */
const PATIENCE_MILLIS = 90_000;

let meeting: Meeting;

beforeAll(async () => {
  meeting = await Meeting.begin(1);
});

afterAll(() => meeting.end());

/** What happened in a round, as far as the test wants it to happen. */
interface Round {
  /** The most that were open at once. */
  readonly tabs: number;
  /** Letters that were in this browser alone. */
  readonly unsent: number;
}

/** One browser, one document, and two to five tabs of it that come and go. */
class Browsing {
  readonly letters = new Letters();
  private readonly random: SplitMix64;
  private readonly tabs: Person[] = [];
  private most = 1;

  constructor(
    private readonly seed: number,
    private readonly id: string,
    private readonly first: Person,
  ) {
    this.random = new SplitMix64(seed);
    this.tabs.push(first);
  }

  get address(): string {
    return `${meeting.wire(0).url}/d/${this.id}`;
  }

  async round(): Promise<Round> {
    await this.grow(MIN_TABS);
    let unsent = 0;
    for (let step = 0; step < STEPS; step++) {
      if (step === AWAY_AT) unsent = await this.away();
      else await this.step();
    }
    await this.agree();
    return { tabs: this.most, unsent };
  }

  /**
   * Without a network there are as many tabs as the seed says, and something is written in each.
   * Returns how many letters the server does not have then.
   */
  private async away(): Promise<number> {
    meeting.wire(0).cut();
    await this.grow(MIN_TABS + ((3 * this.seed) % (MAX_TABS - MIN_TABS + 1)));
    for (const tab of this.tabs) await this.write(tab);
    for (const tab of this.tabs) await this.safe(tab);
    const there = await meeting.server.content(this.id);
    return [...this.letters.typed].filter((letter) => !there.includes(letter)).length;
  }

  private async grow(count: number): Promise<void> {
    while (this.tabs.length < count) await this.duplicate(this.random.oneOf(this.tabs));
  }

  private async step(): Promise<void> {
    const { random, tabs } = this;
    const tab = random.oneOf(tabs);
    switch (random.below(10)) {
      case 0:
        return meeting.wire(0).cut();
      case 1:
      case 2:
        return meeting.wire(0).restore();
      case 3:
        return this.duplicate(tab);
      case 4:
        await this.safe(tab);
        await tab.page.reload();
        return this.shown(tab);
      case 5:
        return this.closeOne(tab);
      default:
        return this.write(tab);
    }
  }

  /** The network is back: everybody has the same, and so has the server. */
  private async agree(): Promise<void> {
    meeting.wire(0).restore();
    const { letters, tabs, id } = this;
    await eventually(
      "all that was typed is on the server",
      () => meeting.server.content(id),
      (text) => [...letters.typed].every((letter) => text.includes(letter)),
      PATIENCE_MILLIS,
    );
    for (const tab of tabs) await tab.settled();
    const text = await expectLogged(meeting.server, id, letters.typed);
    for (const tab of tabs) {
      await tab.sees(text);
      expect(await tab.page.getByRole("region", { name: "Your copy" }).count()).toBe(0);
    }
  }

  private async write(tab: Person): Promise<void> {
    const { length } = await tab.content();
    await tab.page.bringToFront();
    await tab.select(this.random.below(length + 1));
    await tab.type(this.letters.take(1 + this.random.below(4)));
  }

  /** As browsers do it: with what the tab had in its session storage. */
  private async duplicate(tab: Person): Promise<void> {
    if (this.tabs.length === MAX_TABS) return;
    const kept = await tab.page.evaluate(() => ({ ...(sessionStorage as Record<string, string>) }));
    const other = await this.first.anotherTab();
    await other.page.addInitScript((items) => {
      for (const [key, value] of Object.entries(items)) sessionStorage.setItem(key, value);
    }, kept);
    await other.open(this.address);
    await this.shown(other);
    this.most = Math.max(this.most, this.tabs.push(other));
  }

  private async closeOne(tab: Person): Promise<void> {
    if (this.tabs.length === MIN_TABS) return;
    await this.safe(tab);
    await tab.page.close();
    this.tabs.splice(this.tabs.indexOf(tab), 1);
  }

  /** Until nothing that was typed here is in the memory of the page alone. */
  private async safe(tab: Person): Promise<void> {
    await eventually(
      "it is kept or saved",
      async () => `${await tab.status.textContent()} ${await tab.notice.textContent()}`,
      (said) => /All changes saved|kept on this device/.test(said),
    );
  }

  private async shown(tab: Person): Promise<void> {
    await tab.page.locator(".cm-content[contenteditable=true]").waitFor();
  }
}

// Promise B4.
test(
  "tabs of one document come, go, are duplicated and loaded again, offline and back: nothing is lost or doubled",
  { timeout: ROUNDS * 2 * PATIENCE_MILLIS },
  async () => {
    const seeds = process.env["SEED"] ?? Array.from({ length: ROUNDS }, (_, seed) => seed);
    const rounds: Round[] = [];
    for (const seed of [seeds].flat().map(Number)) {
      const id = await meeting.server.create("");
      const ada = await meeting.join(id, "Ada", "#d43d51", 0);
      await ada.installed();
      try {
        const round = await new Browsing(seed, id, ada).round();
        expect(round.tabs, "tabs at once").toBeGreaterThanOrEqual(MIN_TABS);
        expect(round.unsent, "letters, one in each tab at least").toBeGreaterThanOrEqual(MIN_TABS);
        rounds.push(round);
      } catch (failure) {
        throw new Error(`${FULL ? "TIER=full " : ""}SEED=${seed} replays: ${String(failure)}`, {
          cause: failure,
        });
      }
      await meeting.leave();
    }
    if (rounds.length < ROUNDS) return;
    const tabs = rounds.map((round) => round.tabs);
    expect(Math.max(...tabs), `tabs at once: ${tabs.join(" ")}`).toBe(MAX_TABS);
  },
);

test(
  "a cloned profile: one of the two goes on under another name, with a copy, and nothing is doubled",
  { timeout: 120_000 },
  async () => {
    const { server } = meeting;
    const profile = await mkdtemp(join(tmpdir(), "rejoin-profile-"));
    const clone = await mkdtemp(join(tmpdir(), "rejoin-profile-"));
    const letters = new Letters();
    const id = await server.create("");
    const address = `${meeting.wire(0).url}/d/${id}`;
    let chromium = await ChromiumProcess.start(profile);
    const ada = await Person.sitDown(chromium.context, "Ada");
    await ada.openDocument(meeting.wire(0).url, id);
    await ada.installed();
    await ada.text.focus();
    await ada.type(letters.take(3));
    await ada.settled();
    meeting.wire(0).cut();
    await ada.type(letters.take(3));
    await ada.kept();
    await chromium.kill();
    // Without the locks that say which process has it open.
    const filter = (path: string) => !basename(path).startsWith("Singleton");
    await cp(profile, clone, { recursive: true, filter });

    const [first, second] = [letters.take(3), letters.take(3)];
    const typeOffline = async (person: Person, text: string) => {
      await person.open(address);
      await person.sees(letters.typed.slice(0, 6));
      await person.press("Control+End");
      await person.type(text);
      await person.kept();
    };
    chromium = await ChromiumProcess.start(profile);
    const other = await ChromiumProcess.start(clone);
    const one = await Person.sitDown(chromium.context, "Ada");
    const two = await Person.sitDown(other.context, "Ada");
    await typeOffline(one, first);
    await typeOffline(two, second);
    meeting.wire(0).restore();
    await one.settled();
    await two.settled();
    const text = await server.content(id);
    await one.sees(text);
    await two.sees(text);
    await expectLogged(server, id, letters.typed.slice(0, 6));
    const copies = (await Promise.all([one, two].map(copiesOf))).flat();
    expect(copies, "of the one who was second").toHaveLength(1);
    expectEachOnce(letters.typed, text, ...copies);
    await chromium.kill();
    await other.kill();
    await removeProfile(profile);
    await removeProfile(clone);
  },
);

/** What the copies of this person hold, that the page shows. */
async function copiesOf(person: Person): Promise<string[]> {
  const region = person.page.getByRole("region", { name: "Your copy" });
  const texts: string[] = [];
  for (let copy = 0; copy < (await region.count()); copy++) {
    const [download] = await Promise.all([
      person.page.waitForEvent("download"),
      region.nth(copy).getByRole("button", { name: "Save as a file" }).click(),
    ]);
    texts.push(await textOf(download));
  }
  return texts;
}
