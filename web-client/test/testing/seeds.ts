/** How many, in the quick tier of the tests and in the full one. */
export function tiered<T>(quick: T, full: T): T {
  return process.env["TIER"] === "full" ? full : quick;
}

/**
 * Runs `check` with `count` seeds from 0 on, or with the one of the environment variable SEED. What
 * fails says which seed replays it.
 */
export function eachSeed(count: number, check: (seed: number) => void): void {
  for (const seed of chosenSeeds(count)) {
    try {
      check(seed);
    } catch (failure) {
      throw replayable(seed, failure);
    }
  }
}

/** The same for checks that wait. */
export async function eachSeedAsync(
  count: number,
  check: (seed: number) => Promise<void>,
): Promise<void> {
  for (const seed of chosenSeeds(count)) {
    try {
      await check(seed);
    } catch (failure) {
      throw replayable(seed, failure);
    }
  }
}

function* chosenSeeds(count: number): Iterable<number> {
  const chosen = process.env["SEED"];
  if (chosen !== undefined) {
    yield Number(chosen);
    return;
  }
  for (let seed = 0; seed < count; seed++) yield seed;
}

function replayable(seed: number, failure: unknown): Error {
  const message = failure instanceof Error ? failure.message : String(failure);
  return new Error(`SEED=${seed} replays: ${message}`, { cause: failure });
}
