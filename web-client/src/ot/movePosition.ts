import type { Operation } from "./Operation";
import { DELETE, INSERT, kindOf, lengthOf } from "./runs";

/** On which side of text inserted exactly at a position the position ends up. */
export type Stickiness = "LEFT" | "RIGHT";

/**
 * Where `positionBefore` lies after `operation`. Moved LEFT it goes exactly where T would put a
 * letter inserted there, so moving through a fold equals moving through its entries one by one.
 */
export function movePosition(
  operation: Operation,
  positionBefore: number,
  stickiness: Stickiness,
): number {
  if (positionBefore < 0 || positionBefore > operation.baseLength) {
    throw new RangeError(`position ${positionBefore} is outside 0 to ${operation.baseLength}`);
  }
  let before = 0;
  let after = 0;
  for (const run of operation.runs) {
    const length = lengthOf(run);
    const toGo = positionBefore - before;
    if (kindOf(run) === INSERT) {
      if (toGo > 0 || stickiness === "RIGHT") after += length;
    } else if (kindOf(run) === DELETE) {
      before += Math.min(length, toGo);
    } else if (length > toGo) {
      return after + toGo;
    } else {
      before += length;
      after += length;
    }
  }
  return after;
}
