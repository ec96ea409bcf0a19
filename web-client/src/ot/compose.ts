import { InvalidOperationException } from "./InvalidOperationException";
import type { Operation } from "./Operation";
import { OperationBuilder } from "./OperationBuilder";
import { OperationCursor } from "./OperationCursor";
import { DELETE, INSERT, RETAIN } from "./runs";

/**
 * One operation that does what `first` and then `second` do.
 *
 *     apply(apply(text, first), second) = apply(text, compose(first, second))
 *     compose(compose(a, b), c) = compose(a, compose(b, c)), to the letter
 *
 * A new insert goes to the right of the deleted units that it meets. That, with the tie rules of
 * `transform`, is what makes folding exact; it is not a matter of taste.
 */
export function compose(first: Operation, second: Operation): Operation {
  if (first.targetLength !== second.baseLength) {
    throw InvalidOperationException.baseLength(second.baseLength, first.targetLength);
  }
  if (second.isIdentity) return first;
  if (first.isIdentity) return second;
  const a = new OperationCursor(first);
  const b = new OperationCursor(second);
  const out = new OperationBuilder();
  for (;;) {
    if (a.kind === DELETE) {
      out.delete(a.length);
      a.take(a.length);
    } else if (b.kind === INSERT) {
      out.insert(b.content(b.length), b.attributes);
      b.take(b.length);
    } else if (a.isAtEnd) {
      return out.build();
    } else {
      const length = Math.min(a.length, b.length);
      if (a.kind === INSERT && a.splitsPairAfter(length))
        throw InvalidOperationException.splitsPair();
      if (b.kind === RETAIN) keep(a, b, length, out);
      else if (a.kind === RETAIN) out.delete(length);
      a.take(length);
      b.take(length);
    }
  }
}

function keep(a: OperationCursor, b: OperationCursor, length: number, out: OperationBuilder) {
  const attributes = a.attributes.overlaidBy(b.attributes);
  if (a.kind === RETAIN) out.retain(length, attributes);
  else out.insert(a.content(length), attributes.withoutRemovals());
}
