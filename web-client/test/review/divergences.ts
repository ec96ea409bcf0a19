import { Operation } from "../../src/ot/index";
import { splitsPair } from "../../src/ot/surrogates";
import type { Divergence } from "../../src/review/index";
import { RandomOperations } from "../testing/RandomOperations";
import { SplitMix64 } from "../../src/testing/SplitMix64";

/** What becomes of my edits and theirs, theirs being first in the log. */
export function divergence(base: string, mine: Operation, others: Operation): Divergence {
  const { earlier } = Operation.transform(others, mine);
  return { base, mine, others, applied: earlier };
}

/** Anything that may happen to a short text, or to a long one. */
export function randomDivergence(seed: number): Divergence {
  const random = new SplitMix64(seed);
  const operations = new RandomOperations(random, "text");
  const { pool } = operations.content(random.oneIn(5) ? 300 : 40);
  // Lines, one long line of sentences, or nothing but letters.
  const base = random.oneOf([
    pool,
    pool.replaceAll(/[\r\n]+/g, ". "),
    pool.replaceAll(/[\r\n ]+/g, "\u{1f468}\u200d\u{1f469}"),
  ]);
  if (random.oneIn(2)) return meeting(base, random);
  const edits = () => {
    let all = Operation.identity(base.length);
    for (let count = random.below(3); count >= 0; count--) {
      all = all.compose(operations.on(Operation.ofText(all.apply(base))));
    }
    return all;
  };
  return divergence(base, edits(), edits());
}

/** Both replace a little at about the same place. */
function meeting(base: string, random: SplitMix64): Divergence {
  const spot = random.below(base.length + 1);
  const edit = () => {
    const from = wholeBefore(base, Math.min(base.length, spot + random.below(3)));
    const to = wholeBefore(base, Math.min(base.length, from + random.below(3)));
    return Operation.builder()
      .retain(from)
      .insert(random.oneOf(["x", "", " x", "\u0301", "\u{1f469}"]))
      .delete(Math.max(0, to - from))
      .retain(base.length - Math.max(from, to))
      .build();
  };
  return divergence(base, edit(), edit());
}

function wholeBefore(text: string, at: number): number {
  return splitsPair(text, at) ? at - 1 : at;
}

/**
 * The places as a person would find them, without any of the code that is tested: the base as a row
 * of units, and for each gap between them (0 before the first) who inserted there, for each unit
 * who deleted it.
 */
export interface Touches {
  readonly insertedAt: ReadonlySet<number>;
  readonly deleted: ReadonlySet<number>;
}

export function touchesOf(operation: Operation): Touches {
  const insertedAt = new Set<number>();
  const deleted = new Set<number>();
  let at = 0;
  for (const component of operation.components()) {
    if (component.kind === "insert") insertedAt.add(at);
    else if (component.kind === "retain") at += component.length;
    else if (component.kind === "delete") {
      for (const end = at + component.length; at < end; at++) deleted.add(at);
    }
  }
  return { insertedAt, deleted };
}

/** Gaps of the base where both did something: inserted, or deleted a unit beside it. */
export function touchedByBoth(mine: Touches, theirs: Touches, length: number): number[] {
  const touched = ({ insertedAt, deleted }: Touches, gap: number) =>
    insertedAt.has(gap) || deleted.has(gap - 1) || deleted.has(gap);
  const gaps: number[] = [];
  for (let gap = 0; gap <= length; gap++) {
    if (touched(mine, gap) && touched(theirs, gap)) gaps.push(gap);
  }
  return gaps;
}

/** `text` after `operation`, each unit that was there before with its old place. */
export function tagged(operation: Operation): (number | null)[] {
  const units: (number | null)[] = [];
  let at = 0;
  for (const component of operation.components()) {
    if (component.kind === "insert") units.push(...Array<null>(component.text.length).fill(null));
    else if (component.kind === "delete") at += component.length;
    else if (component.kind === "retain") {
      for (const end = at + component.length; at < end; at++) units.push(at);
    }
  }
  return units;
}
