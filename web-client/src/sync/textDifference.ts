import { Operation, type OperationBuilder } from "../ot/index";
import { isHigh, isLow } from "../ot/surrogates";
import { hunks } from "./hunks";

/** A way to take a text apart. */
interface Grain {
  readonly parts: (text: string) => readonly string[];
  /** With more differences than this, what has changed is taken as a whole. */
  readonly maxDifferences?: number;
}

const LINES: Grain = { parts: linesOf };
const WORDS: Grain = { parts: wordsOf, maxDifferences: 100 };

/**
 * An operation from one text to another, for when nobody knows any more what happened in between:
 * line by line, in the lines that changed word by word, and of the words all but what both begin
 * and end with. The finer it is, the more of what somebody did meanwhile still has its place: words
 * that they deleted stay deleted between two that others changed. Surrogate pairs stay whole.
 */
export function textDifference(before: string, after: string): Operation {
  const builder = Operation.builder();
  difference(before, after, [LINES, WORDS], builder);
  return builder.build();
}

function difference(
  before: string,
  after: string,
  [grain, ...finer]: readonly Grain[],
  builder: OperationBuilder,
): void {
  if (grain === undefined) {
    replace(before, after, builder);
    return;
  }
  const [partsBefore, partsAfter] = [grain.parts(before), grain.parts(after)];
  const [offsetsBefore, offsetsAfter] = [offsetsOf(partsBefore), offsetsOf(partsAfter)];
  let done = 0;
  for (const hunk of hunks(partsBefore, partsAfter, grain.maxDifferences)) {
    const [from, to] = [offsetsBefore[hunk.fromBefore]!, offsetsBefore[hunk.toBefore]!];
    builder.retain(from - done);
    difference(
      before.slice(from, to),
      after.slice(offsetsAfter[hunk.fromAfter], offsetsAfter[hunk.toAfter]),
      finer,
      builder,
    );
    done = to;
  }
  builder.retain(before.length - done);
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

/** Words, and what is between them. */
function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{M}\p{N}_]+|\s+|[^]/gu) ?? [];
}

/** Where each part begins, and where the last one ends. */
function offsetsOf(parts: readonly string[]): number[] {
  const offsets = [0];
  for (const part of parts) offsets.push(offsets.at(-1)! + part.length);
  return offsets;
}
