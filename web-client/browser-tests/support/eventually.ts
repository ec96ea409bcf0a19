import { setTimeout as pause } from "node:timers/promises";

const LIMIT_MILLIS = 30_000;

/**
 * Waits until `read` gives something that `accepts` takes. Tells the last value when time is up.
 */
export async function eventually<T>(
  what: string,
  read: () => T | Promise<T>,
  accepts: (value: T) => boolean,
  limitMillis = LIMIT_MILLIS,
): Promise<T> {
  const end = Date.now() + limitMillis;
  for (;;) {
    const value = await read();
    if (accepts(value)) return value;
    if (Date.now() > end) {
      throw new Error(`Not within ${limitMillis} ms: ${what}. Last seen: ${JSON.stringify(value)}`);
    }
    await pause(20);
  }
}
