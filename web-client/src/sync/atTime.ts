import type { Cancel, Environment } from "./Environment";

/** The clock is looked at this often. */
const LOOK_MILLIS = 1_000;

/**
 * Acts at a time of the clock, in milliseconds since 1970.
 *
 * Timers stand still while a machine sleeps, and the clock goes on. So what was due meanwhile
 * happens a look after waking, not when the rest of a pause has been waited out.
 */
export function atTime(
  environment: Pick<Environment, "now" | "after">,
  time: number,
  action: () => void,
): Cancel {
  let cancel: Cancel = () => undefined;
  const look = () => {
    const left = time - environment.now();
    if (left <= 0) action();
    else cancel = environment.after(Math.min(left, LOOK_MILLIS), look);
  };
  cancel = environment.after(Math.min(Math.max(0, time - environment.now()), LOOK_MILLIS), look);
  return () => cancel();
}
