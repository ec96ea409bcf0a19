import { expect } from "vitest";
import { Operation } from "../../src/ot/index";

// The laws of the algebra, each as one check. Content is an operation on the empty document. The
// strings are made only when something differs: these run millions of times.

/** h · T(h, c) = c · U(c, h), in effect. */
export function convergence(content: Operation, h: Operation, c: Operation): void {
  const moved = Operation.transform(h, c);
  same(
    content.compose(h).compose(moved.later),
    content.compose(c).compose(moved.earlier),
    () => `convergence of h=${h.toString()} c=${c.toString()} on ${content.toString()}`,
  );
}

/** (a · b) · c = a · (b · c), to the letter. */
export function associativity(a: Operation, b: Operation, c: Operation): void {
  same(
    a.compose(b).compose(c),
    a.compose(b.compose(c)),
    () => `associativity of ${a.toString()} ${b.toString()} ${c.toString()}`,
  );
}

/** T(h1 · h2, c) = T(h2, T(h1, c)), to the letter; the other side is equal in effect. */
export function folding(content: Operation, h1: Operation, h2: Operation, c: Operation): void {
  const first = Operation.transform(h1, c);
  const second = Operation.transform(h2, first.later);
  const folded = Operation.transform(h1.compose(h2), c);
  const words = () => `folding of ${h1.toString()} ${h2.toString()} before ${c.toString()}`;
  same(second.later, folded.later, words);
  const afterClient = content.compose(c);
  same(
    afterClient.compose(first.earlier).compose(second.earlier),
    afterClient.compose(folded.earlier),
    words,
  );
}

/** content · o · invert(o) = content. */
export function inversion(content: Operation, o: Operation): void {
  same(
    content.compose(o).compose(o.invert(content)),
    content,
    () => `inversion of ${o.toString()} on ${content.toString()}`,
  );
}

function same(actual: Operation, wanted: Operation, words: () => string): void {
  if (!actual.equals(wanted)) expect(actual.toString(), words()).toBe(wanted.toString());
}
