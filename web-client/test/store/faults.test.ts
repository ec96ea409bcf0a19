import { describe, expect, it, vi } from "vitest";
import type { KeptDocument } from "../../src/store/index";
import type { IndexedDbOutbox } from "../../src/store/IndexedDbOutbox";
import { FakeAuthor, spelled } from "../testing/FakeAuthor";
import { FakeDevice } from "../testing/FakeDevice";
import { FAULTS, type Fault } from "../testing/FaultyDatabases";
import { eachSeedAsync } from "../testing/seeds";
import { SplitMix64 } from "../../src/testing/SplitMix64";

const STEPS = 12;

/** Longer than the longest pause between two attempts. */
const RECOVERY_MILLIS = 200_000;

/** Somebody who writes, and remembers what was shown to them as kept. */
class Writer {
  /** What the outbox must hold after each step. */
  readonly history: KeptDocument[] = [];
  /** The last step that was shown as kept on this device. */
  kept = -1;
  readonly author: FakeAuthor;

  constructor(
    readonly outbox: IndexedDbOutbox,
    random: SplitMix64,
  ) {
    this.author = new FakeAuthor(random, "some text");
  }

  reset(): Promise<void> {
    return this.note(this.outbox.reset(this.author.document));
  }

  act(): Promise<void> {
    return this.note(this.author.act(this.outbox));
  }

  private async note(written: Promise<void>): Promise<void> {
    const step = this.history.push(this.author.document) - 1;
    await written;
    if (this.outbox.outlivesPage) this.kept = Math.max(this.kept, step);
  }
}

/** A tab writes, with these faults, and is killed; what the next tab finds. */
async function scenario(seed: number, plan: (call: number) => Fault | null, heals: boolean) {
  const device = new FakeDevice(seed);
  const random = new SplitMix64(seed);
  const tab = device.tab();
  tab.faulty.plan = plan;
  const outbox = await device.finish(tab.storage.outboxes.open("d"));
  const writer = new Writer(outbox, random);
  const written = [writer.reset()];
  for (let step = 0; step < STEPS; step++) {
    written.push(writer.act());
    if (random.oneIn(2)) await device.finish(Promise.all(written));
  }
  await device.finish(Promise.all(written));
  expect(spelled(await outbox.load())).toEqual(spelled(writer.author.document));
  if (heals) {
    const { calls } = tab.faulty;
    tab.faulty.plan = () => null;
    await device.pass(RECOVERY_MILLIS);
    expect(tab.faulty.calls).toBeGreaterThanOrEqual(calls);
    expect(outbox.trouble).toBeNull();
    writer.kept = writer.history.length - 1;
  }
  tab.kill();
  const next = await device.finish(device.tab().storage.outboxes.open("d"));
  return { writer, next, found: await next.load(), calls: tab.faulty.calls };
}

function expectNothingLost({ history, kept, outbox }: Writer, found: KeptDocument | null): void {
  if (found === null) {
    expect(kept, "steps shown as kept, of an outbox that is not there").toBe(-1);
    return;
  }
  const letters = JSON.stringify(found);
  const step = history.findLastIndex((document) => JSON.stringify(document) === letters);
  expect(step, `what ${outbox.client} held is none of its states`).toBeGreaterThanOrEqual(0);
  // Two steps may leave the same state, so this is the last that looks like it.
  expect(step).toBeGreaterThanOrEqual(kept);
}

vi.setConfig({ testTimeout: 120_000 });

describe("when calls of the database fail", () => {
  for (const fault of FAULTS) {
    it(`each in turn ${fault}: what was shown as kept is there after a crash`, async () => {
      const { calls } = await scenario(1, () => null, false);
      expect(calls).toBeGreaterThan(STEPS / 2);
      for (let faulty = 1; faulty <= calls; faulty++) {
        const plan = (call: number) => (call === faulty ? fault : null);
        const { writer, found } = await scenario(1, plan, false);
        expectNothingLost(writer, found);
      }
    });

    it(`all that follow one ${fault}: everything is written when it works again`, async () => {
      for (let first = 1; first <= 6; first++) {
        const plan = (call: number) => (call >= first ? fault : null);
        const { writer, found } = await scenario(first, plan, true);
        expect(spelled(found)).toEqual(spelled(writer.author.document));
      }
    });
  }

  it("at random, and then heals: everything is there", () =>
    eachSeedAsync(60, async (seed) => {
      const random = new SplitMix64(seed);
      const plan = () => (random.oneIn(3) ? random.oneOf(FAULTS) : null);
      const { writer, found, next } = await scenario(seed, plan, seed % 2 === 0);
      expectNothingLost(writer, found);
      if (found !== null) expect(next.client).toBe(writer.outbox.client);
    }));
});
