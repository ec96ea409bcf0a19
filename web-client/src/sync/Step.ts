import type { Operation } from "../ot/index";

/**
 * What a receiver is told of the log: one entry, or several of others composed. Its own entries
 * come whole, so that it sees whether what was stored under its name is what it sent.
 */
export type Step =
  | {
      readonly kind: "one";
      readonly by: string;
      readonly sequence: number;
      readonly operation: Operation;
    }
  | { readonly kind: "folded"; readonly count: number; readonly operation: Operation };

/** How many revisions a receiver moves on by. */
export function countOf(step: Step): number {
  return step.kind === "folded" ? step.count : 1;
}
