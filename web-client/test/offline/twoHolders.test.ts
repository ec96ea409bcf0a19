import { describe, expect, it, vi } from "vitest";
import { eachSeedAsync, tiered } from "../testing/seeds";
import { TwoHolders, type Way } from "./TwoHolders";

vi.setConfig({ testTimeout: tiered(120_000, 2_400_000) });

/** Runs in which one name went out with two contents: how many there were. */
async function meetings(way: Way, runs: number): Promise<number> {
  let met = 0;
  await eachSeedAsync(runs, async (seed) => {
    const holders = new TwoHolders(seed, way);
    await holders.run();
    await holders.check();
    if (holders.haveMet) met++;
  });
  return met;
}

// Promise X4.
describe("two holders of one outbox lose nothing, double nothing and end equal", () => {
  it("when a tab is duplicated: it gets an outbox of its own", async () => {
    expect(await meetings("duplicated tab", tiered(100, 2_000))).toBe(0);
  });

  it("when a profile is cloned: at most one of the two is accepted under each name", async () => {
    expect(await meetings("cloned profile", tiered(200, 4_000))).toBeGreaterThan(20);
  });

  it("when the browser gives the lock of a living tab away", async () => {
    expect(await meetings("stolen lock", tiered(200, 4_000))).toBeGreaterThan(10);
  });
});
