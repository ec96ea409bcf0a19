import { expect } from "vitest";
import { overlaps, placesOf, type Divergence } from "../../src/review/overlaps";
import type { Span } from "../../src/review/Overlap";
import { tagged, touchedByBoth, touchesOf } from "./divergences";

/** What has to hold for every divergence. */
export function checkOverlaps(divergence: Divergence): void {
  const { base, mine, others, applied } = divergence;
  const places = placesOf(divergence);
  const myText = mine.apply(base);
  const theirText = others.apply(base);
  const result = applied.apply(myText);

  // They stand in order, apart from each other, and each text is theirs to the letter.
  let last = -1;
  const merged = mine.compose(applied);
  for (const place of places) {
    expect(place.base.from).toBeGreaterThan(last);
    last = place.base.to;
    expect(place.mine, "mine").toEqual(spanAfter(mine, place.base, base.length));
    expect(place.theirs, "theirs").toEqual(spanAfter(others, place.base, base.length));
    expect(place.result, "result").toEqual(spanAfter(merged, place.base, base.length));
    checkWhole(base, place.base);
    checkWhole(myText, place.mine);
    checkWhole(theirText, place.theirs);
    checkWhole(result, place.result);
  }

  // Where both did something is in a place, and every place has such a spot or one in a word.
  const both = touchedByBoth(touchesOf(mine), touchesOf(others), base.length);
  for (const gap of both) {
    const holds = places.some((place) => place.base.from <= gap && gap <= place.base.to);
    expect(holds, `touched by both at ${gap}`).toBe(true);
  }

  // What is shown is those texts, but for what all agree about.
  const { shown, more } = overlaps(divergence);
  const texts = places
    .map((place) => ({
      base: slice(base, place.base),
      mine: slice(myText, place.mine),
      theirs: slice(theirText, place.theirs),
      result: slice(result, place.result),
      at: place.result.from,
    }))
    .filter((text) => text.mine !== text.theirs || text.theirs !== text.result);
  expect(shown).toEqual(texts.slice(0, 100));
  expect(more).toBe(Math.max(0, texts.length - 100));
}

/** Found by the units at its ends, which nobody may have touched. */
function spanAfter(operation: Parameters<typeof tagged>[0], { from, to }: Span, length: number) {
  const units = tagged(operation);
  const start = from === 0 ? 0 : units.indexOf(from - 1) + 1;
  const end = to === length ? units.length : units.indexOf(to);
  expect(start, `kept before ${from}`).toBeGreaterThan(from === 0 ? -1 : 0);
  expect(end, `kept behind ${to}`).toBeGreaterThanOrEqual(start);
  return { from: start, to: end };
}

const letters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** No letter is cut in two. (An editor's text has no CR: a CRLF that is two edits is two letters.) */
function checkWhole(text: string, { from, to }: Span): void {
  for (const at of [from, to]) {
    if (at === text.length || text.slice(at - 1, at + 1) === "\r\n") continue;
    const segment = letters.segment(text).containing(at);
    expect(segment?.index, `a letter around ${at}`).toBe(at);
  }
}

function slice(text: string, { from, to }: Span): string {
  return text.slice(from, to);
}
