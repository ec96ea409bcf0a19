import { expect, it, vi } from "vitest";
import { eachSeedAsync, tiered } from "../testing/seeds";
import { LongLife } from "./LongLife";

vi.setConfig({ testTimeout: tiered(120_000, 1_200_000) });

const STEPS = 500;

// Promise X3.
it("an operation that was sent never changes, whatever happens before it is acknowledged", async () => {
  const sums: Record<string, number> = {};
  await eachSeedAsync(tiered(200, 2_000), async (seed) => {
    const life = new LongLife(seed);
    await life.live(STEPS);
    for (const [name, count] of Object.entries(life.figures)) {
      sums[name] = (sums[name] ?? 0) + count;
    }
  });
  // In calm weather nothing would be proved.
  for (const [name, sum] of Object.entries(sums)) expect(sum, name).toBeGreaterThan(500);
});
