import type { Attributes } from "./Attributes";
import type { Embed } from "./Embed";

// A run is one number, `length << 2 | kind`. The text of the inserts lies in one pool beside the
// runs, an embed as U+FFFC; what is not plain text lies in `extras`, one slot a run.

export const RETAIN = 0;
export const INSERT = 1;
export const DELETE = 2;
export type Kind = typeof RETAIN | typeof INSERT | typeof DELETE;

/** The longest run, document and operation. */
export const MAX_LENGTH = (1 << 29) - 1;

/** What a run carries beside its length. A slot of a plain run is null. */
export interface Extra {
  readonly attributes: Attributes;
  readonly embed: Embed | null;
}

export function run(kind: Kind, length: number): number {
  return (length << 2) | kind;
}

export function kindOf(run: number): Kind {
  return (run & 3) as Kind;
}

export function lengthOf(run: number): number {
  return run >>> 2;
}
