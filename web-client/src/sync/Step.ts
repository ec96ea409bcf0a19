import type { Operation } from "../ot/index";

/** What a receiver is told of the log: one entry, an entry of its own, or several composed. */
export type Step =
  | {
      readonly kind: "one";
      readonly by: string;
      readonly sequence: number;
      readonly operation: Operation;
    }
  | { readonly kind: "own"; readonly by: string; readonly sequence: number }
  | { readonly kind: "folded"; readonly count: number; readonly operation: Operation };

/** How many revisions a receiver moves on by. */
export function countOf(step: Step): number {
  return step.kind === "folded" ? step.count : 1;
}
