import { Operation } from "../../ot/index";
import { isHigh, isLow, splitsPair } from "../../ot/surrogates";

/** [from, to) of a text, replaced. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
}

/** What is known about an edit beside the two texts. */
export interface Circumstances {
  /** What was selected before. */
  readonly selected: { readonly from: number; readonly to: number } | null;
  /** Where the caret is now. */
  readonly caret: number;
}

/**
 * What somebody did who made `after` out of `before`; neither holds half a character, and neither
 * does the change.
 *
 * Two texts do not say it: `aa` that became `aaa` had its `a` in one of three places, and others
 * who write there would see it in another. So first what was selected is tried for what was
 * replaced, and then the change that ends at the caret, unless there is a smaller one elsewhere
 * (a spelling corrected from a menu).
 */
export function changeBetween(before: string, after: string, circumstances: Circumstances): Change {
  const { selected, caret } = circumstances;
  const replaced = selected && replacementOf(before, after, selected.from, selected.to);
  if (replaced) return replaced;
  const atCaret = smallestChange(before, after, after.length - caret);
  const anywhere = smallestChange(before, after, after.length);
  return sizeOf(anywhere) < sizeOf(atCaret) ? anywhere : atCaret;
}

/** A selection that was typed over is deleted first: `[-3, "new"]`. */
export function operationOf({ from, to, insert }: Change, length: number): Operation {
  return Operation.builder()
    .retain(from)
    .delete(to - from)
    .insert(insert)
    .retain(length - to)
    .build();
}

/** [from, to) and nothing else was replaced; null if that is not how it was. */
function replacementOf(before: string, after: string, from: number, to: number): Change | null {
  const end = after.length - (before.length - to);
  if (end < from) return null;
  if (splitsPair(before, from) || splitsPair(before, to)) return null;
  if (splitsPair(after, from) || splitsPair(after, end)) return null;
  if (before.slice(0, from) !== after.slice(0, from)) return null;
  if (before.slice(to) !== after.slice(end)) return null;
  return { from, to, insert: after.slice(from, end) };
}

/** All but the common end, of which at most `mostEnd` units count, and then the common beginning. */
function smallestChange(before: string, after: string, mostEnd: number): Change {
  const shorter = Math.min(before.length, after.length);
  let end = 0;
  while (end < Math.min(shorter, mostEnd) && before.at(-1 - end) === after.at(-1 - end)) end++;
  if (end > 0 && isLow(before.charCodeAt(before.length - end))) end--;
  let start = 0;
  while (start < shorter - end && before[start] === after[start]) start++;
  if (start > 0 && isHigh(before.charCodeAt(start - 1))) start--;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

function sizeOf({ from, to, insert }: Change): number {
  return to - from + insert.length;
}
