import type { Operation } from "../ot/index";
import { INSERT, RETAIN, kindOf, lengthOf } from "../ot/runs";

/** A stretch of a text that an operation replaces, and what stands there after it. */
export interface Edit {
  readonly fromBefore: number;
  readonly toBefore: number;
  readonly fromAfter: number;
  readonly toAfter: number;
}

/** What an operation changes, from left to right. Between two edits something is retained. */
export function editsOf(operation: Operation): Edit[] {
  const edits: Edit[] = [];
  let before = 0;
  let after = 0;
  let open: { fromBefore: number; fromAfter: number } | null = null;
  const close = () => {
    if (open !== null) edits.push({ ...open, toBefore: before, toAfter: after });
    open = null;
  };
  for (const run of operation.runs) {
    const length = lengthOf(run);
    if (kindOf(run) === RETAIN) {
      close();
      before += length;
      after += length;
    } else {
      open ??= { fromBefore: before, fromAfter: after };
      if (kindOf(run) === INSERT) after += length;
      else before += length;
    }
  }
  close();
  return edits;
}
