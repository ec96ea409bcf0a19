import { Operation, type OperationBuilder } from "../ot/index";
import { isHigh, isLow } from "../ot/surrogates";
import { hunks } from "./hunks";

/**
 * An operation from one text to another, for when nobody knows any more what happened in between:
 * line by line, and within what changed, all but what both begin and end with. Surrogate pairs stay
 * whole.
 */
export function textDifference(before: string, after: string): Operation {
  const builder = Operation.builder();
  const [linesBefore, linesAfter] = [linesOf(before), linesOf(after)];
  const [offsetsBefore, offsetsAfter] = [offsetsOf(linesBefore), offsetsOf(linesAfter)];
  let done = 0;
  for (const { fromBefore, toBefore, fromAfter, toAfter } of hunks(linesBefore, linesAfter)) {
    const [from, to] = [offsetsBefore[fromBefore]!, offsetsBefore[toBefore]!];
    builder.retain(from - done);
    replace(
      before.slice(from, to),
      after.slice(offsetsAfter[fromAfter], offsetsAfter[toAfter]),
      builder,
    );
    done = to;
  }
  return builder.retain(before.length - done).build();
}

/** All but the common beginning and end. */
function replace(before: string, after: string, builder: OperationBuilder): void {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  if (start > 0 && isHigh(before.charCodeAt(start - 1))) start--;
  let end = 0;
  while (end < shorter - start && sameFromEnd(before, after, end)) end++;
  if (end > 0 && isLow(before.charCodeAt(before.length - end))) end--;
  builder
    .retain(start)
    .delete(before.length - start - end)
    .insert(after.slice(start, after.length - end))
    .retain(end);
}

function sameFromEnd(before: string, after: string, index: number): boolean {
  const [inBefore, inAfter] = [before.length - 1 - index, after.length - 1 - index];
  return before.charCodeAt(inBefore) === after.charCodeAt(inAfter);
}

/** Each with its line end. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Where each line begins, and where the last one ends. */
function offsetsOf(lines: readonly string[]): number[] {
  const offsets = [0];
  for (const line of lines) offsets.push(offsets.at(-1)! + line.length);
  return offsets;
}
