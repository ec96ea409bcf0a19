import { Operation } from "../ot/index";
import { isHigh, isLow } from "../ot/surrogates";

/**
 * An operation from one text to another, for when nobody knows any more what happened in between.
 * What both begin and end with is kept; surrogate pairs stay whole.
 */
export function textDifference(before: string, after: string): Operation {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  if (start > 0 && isHigh(before.charCodeAt(start - 1))) start--;
  let end = 0;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - end - 1) === after.charCodeAt(after.length - end - 1)
  ) {
    end++;
  }
  if (end > 0 && isLow(before.charCodeAt(before.length - end))) end--;
  return Operation.builder()
    .retain(start)
    .delete(before.length - start - end)
    .insert(after.slice(start, after.length - end))
    .retain(end)
    .build();
}
