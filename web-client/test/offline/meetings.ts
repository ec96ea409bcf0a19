import { eachSeedAsync } from "../testing/seeds";
import { TwoHolders, type Way } from "./TwoHolders";

/** Runs in which one name went out with two contents: how many there were. */
export async function meetings(way: Way, runs: number): Promise<number> {
  let met = 0;
  await eachSeedAsync(runs, async (seed) => {
    const holders = new TwoHolders(seed, way);
    await holders.run();
    await holders.check();
    if (holders.haveMet) met++;
  });
  return met;
}
