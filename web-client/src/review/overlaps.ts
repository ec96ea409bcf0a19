import type { Operation } from "../ot/index";
import { Blocks } from "./Blocks";
import { Cuts } from "./Cuts";
import { editsOf } from "./edits";
import type { Overlap, Overlaps, Place, Span } from "./Overlap";
import { Shift } from "./Shift";

/** More places than this nobody goes through one by one. */
const MAX_SHOWN = 100;
/** Places on neighbouring lines are one, up to this length. */
const MAX_JOINED_LENGTH = 600;

/**
 * Two ways on from one text, and where they met again:
 *
 *              mine
 *      base ─────────► mine
 *        │               │
 *        │ others'       │ applied
 *        ▼               ▼
 *     theirs ───────► result
 */
export interface Divergence {
  readonly base: string;
  readonly mine: Operation;
  readonly others: Operation;
  /** What `mine` was changed by when it met the others' edits. */
  readonly applied: Operation;
}

/** Where others edited what I edited, from left to right. Takes O(n log n) at most. */
export function overlaps(divergence: Divergence): Overlaps {
  const { base, mine, others, applied } = divergence;
  const mineText = mine.apply(base);
  const theirsText = others.apply(base);
  const resultText = applied.apply(mineText);
  const found: Overlap[] = [];
  for (const place of placesOf(divergence)) {
    const overlap = {
      base: cut(base, place.base),
      mine: cut(mineText, place.mine),
      theirs: cut(theirsText, place.theirs),
      result: cut(resultText, place.result),
      at: place.result.from,
    };
    if (!isAgreed(overlap)) found.push(overlap);
  }
  return { shown: found.slice(0, MAX_SHOWN), more: Math.max(0, found.length - MAX_SHOWN) };
}

/** The same, as positions, with the places where all agree. */
export function placesOf({ base, mine, others, applied }: Divergence): Place[] {
  const myEdits = editsOf(mine);
  const theirEdits = editsOf(others);
  const { blocks } = new Blocks(base, myEdits, theirEdits);
  const cuts = new Cuts(base, blocks);
  const spans: Span[] = [];
  for (let index = 0; index < blocks.length; index++) {
    const { byMe, byOthers } = blocks[index]!;
    if (!byMe || !byOthers) continue;
    const last = spans.at(-1);
    const from = cuts.beside(index, -1, last?.to ?? 0);
    const to = cuts.beside(index, 1, base.length);
    while (index + 1 < blocks.length && blocks[index + 1]!.from <= to) index++;
    if (last !== undefined && belongTogether(base, last, { from, to })) {
      spans.splice(-1, 1, { from: last.from, to });
    } else {
      spans.push({ from, to });
    }
  }
  const [toMine, toTheirs, toResult] = [myEdits, theirEdits, editsOf(applied)].map(
    (edits) => new Shift(edits),
  ) as [Shift, Shift, Shift];
  return spans.map((span) => {
    const own = toMine.of(span);
    return { base: span, mine: own, theirs: toTheirs.of(span), result: toResult.of(own) };
  });
}

/** They touch, or a line end alone is between them and both are short. */
function belongTogether(base: string, last: Span, next: Span): boolean {
  if (next.from === last.to) return true;
  const isNextLine = next.from === last.to + 1 && base[last.to] === "\n";
  return isNextLine && next.to - last.from <= MAX_JOINED_LENGTH;
}

/** Both did the same, and it was done once: nobody has to look at that. */
function isAgreed({ mine, theirs, result }: Overlap): boolean {
  return mine === theirs && theirs === result;
}

function cut(text: string, { from, to }: Span): string {
  return text.slice(from, to);
}
