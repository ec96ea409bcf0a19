/** A stretch of one list, and what stands in its place in another. */
export interface Hunk {
  readonly fromBefore: number;
  readonly toBefore: number;
  readonly fromAfter: number;
  readonly toAfter: number;
}

/** How far one gets on each diagonal (x - y) with some number of differences. */
type Furthest = ReadonlyMap<number, number>;

/** With more differences than this nobody would take them for single changes any more. */
const MAX_DIFFERENCES = 500;

/**
 * The fewest changes from one list to another (Myers 1986, the greedy form): how far one gets with
 * no difference, with one, with two …, and then the way back. Too many of them are one hunk.
 *
 *     x: taken from `before`     right: x + 1, a part goes
 *     y: taken from `after`      down:  y + 1, a part comes
 */
export function hunks(
  before: readonly string[],
  after: readonly string[],
  maxDifferences = MAX_DIFFERENCES,
): Hunk[] {
  const reached: Furthest[] = [];
  let furthest: Furthest = new Map([[1, 0]]);
  for (let differences = 0; differences <= maxDifferences; differences++) {
    reached.push(furthest);
    const next = new Map<number, number>();
    for (let diagonal = -differences; diagonal <= differences; diagonal += 2) {
      const { x: from, down } = arrival(furthest, diagonal);
      let x = down ? from : from + 1;
      while (
        x < before.length &&
        x - diagonal < after.length &&
        before[x] === after[x - diagonal]
      ) {
        x++;
      }
      next.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) {
        return wayBack(reached, before.length, after.length);
      }
    }
    furthest = next;
  }
  return [{ fromBefore: 0, toBefore: before.length, fromAfter: 0, toAfter: after.length }];
}

/** From which neighbour one comes to a diagonal: from the one where one is further. */
function arrival(furthest: Furthest, diagonal: number): { x: number; down: boolean } {
  const above = furthest.get(diagonal + 1) ?? -1;
  const left = furthest.get(diagonal - 1) ?? -1;
  return left < above ? { x: above, down: true } : { x: left, down: false };
}

function wayBack(reached: readonly Furthest[], x: number, y: number): Hunk[] {
  const found: Hunk[] = [];
  let diagonal = x - y;
  for (let differences = reached.length - 1; differences > 0; differences--) {
    const { x: fromBefore, down } = arrival(reached[differences]!, diagonal);
    diagonal += down ? 1 : -1;
    const fromAfter = fromBefore - diagonal;
    const toBefore = down ? fromBefore : fromBefore + 1;
    const toAfter = down ? fromAfter + 1 : fromAfter;
    const behind = found[0];
    if (behind?.fromBefore === toBefore && behind.fromAfter === toAfter) {
      found[0] = { ...behind, fromBefore, fromAfter };
    } else {
      found.unshift({ fromBefore, toBefore, fromAfter, toAfter });
    }
  }
  return found;
}
