import { Buffer, contentHash, InvalidOperationException } from "../../ot/index";
import type { Came, Place } from "./Trail";

/** So many units are hashed at most. Of a long text in many steps only some prints are made. */
export const PRINT_UNITS = 20_000_000;

/** What the steps of some events make of a text, at this event. */
export interface Replayed {
  readonly revision: number;
  readonly hash: number;
}

/**
 * Does all steps once more, in the plainest way, to the text that they began from: what came out
 * the first time was put together step by step, and may be what is wrong. Ends at a step that does
 * not fit.
 */
export function plainReplay(
  { text, revision }: Place,
  events: readonly Came[],
): ReadonlyMap<Came, Replayed> {
  const replayed = new Map<Came, Replayed>();
  const every = Math.max(1, Math.ceil((events.length * text.length) / PRINT_UNITS));
  let reached = text;
  let at = revision;
  let passed: Buffer | null = null;
  try {
    for (const [index, event] of events.entries()) {
      for (const { operation, count } of event.steps) {
        if (operation === null) return replayed;
        passed = Buffer.after(passed, operation);
        at += count;
      }
      if ((index + 1) % every !== 0 && index + 1 !== events.length) continue;
      reached = passed?.toOperation().apply(reached) ?? reached;
      passed = null;
      replayed.set(event, { revision: at, hash: contentHash(reached) });
    }
  } catch (broken) {
    if (!(broken instanceof InvalidOperationException)) throw broken;
  }
  return replayed;
}
