import { InvalidOperationException } from "./InvalidOperationException";
import type { Operation } from "./Operation";
import { OperationBuilder } from "./OperationBuilder";
import { OperationCursor } from "./OperationCursor";
import { DELETE, INSERT, RETAIN } from "./runs";

/** Both sides of one diamond: `earlier` is U(c, h), `later` is T(h, c). */
export interface Transformed {
  readonly earlier: Operation;
  readonly later: Operation;
}

/**
 * Two operations on one document, `h` in the log already, `c` behind it:
 *
 *              ·
 *        h  ╱     ╲  c
 *         ·         ·          h · T(h,c) = c · U(c,h)
 *   T(h,c) ╲     ╱ U(c,h)
 *              ·
 *
 *     T(h1 · h2, c) = T(h2, T(h1, c)), to the letter
 *
 * At one place the text of the later entry stands to the left; of one attribute set by both, the
 * later value stays. What does not hold: T(h, c1 · c2) may differ from moving c1 and then c2.
 */
export function transform(earlier: Operation, later: Operation): Transformed {
  if (earlier.baseLength !== later.baseLength) {
    throw InvalidOperationException.baseLength(later.baseLength, earlier.baseLength);
  }
  const h = new OperationCursor(earlier);
  const c = new OperationCursor(later);
  const movedEarlier = new OperationBuilder();
  const movedLater = new OperationBuilder();
  for (;;) {
    if (c.kind === INSERT) {
      carry(c, movedLater, movedEarlier);
    } else if (h.kind === INSERT) {
      carry(h, movedEarlier, movedLater);
    } else if (h.isAtEnd) {
      return { earlier: movedEarlier.build(), later: movedLater.build() };
    } else {
      const length = Math.min(h.length, c.length);
      if (h.kind === RETAIN && c.kind === RETAIN) {
        movedEarlier.retain(length, h.attributes.without(c.attributes));
        movedLater.retain(length, c.attributes);
      } else if (h.kind === RETAIN) {
        movedLater.delete(length);
      } else if (c.kind !== DELETE) {
        movedEarlier.delete(length);
      }
      h.take(length);
      c.take(length);
    }
  }
}

function carry(from: OperationCursor, own: OperationBuilder, other: OperationBuilder) {
  const length = from.length;
  own.insert(from.content(length), from.attributes);
  other.retain(length);
  from.take(length);
}
