import { Buffer, Operation } from "../../ot/index";
import type { Divergence } from "../../review/index";
import type { ClientState } from "../ClientState";
import type { Passed, TakenIn } from "../Replica";

/**
 * The two ways on from where a client stood: its unsent edits, and what others did meanwhile. Null
 * if nothing is unsent.
 *
 * The operation in flight may be among what passed (`own`): it had been stored, and the answer got
 * lost. Then it is nobody's to decide about any more, and the ways part behind it:
 *
 *             own       buffer
 *     base ─────────►•─────────► what the person saw
 *       │            │
 *       │ before     │ others: before it, moved behind it, and after it
 *       ▼            ▼
 */
export function divergenceOf(
  before: ClientState,
  base: string,
  site: string,
  { passed, apply }: TakenIn,
): Divergence | null {
  const { pending, outstanding, buffer } = before;
  const own = passed.findIndex(({ by }) => by === site);
  if (pending === null) return null;
  if (own < 0 || outstanding === null) return divergence(base, pending, composed(passed), apply);
  if (buffer === null) return null;
  const earlier = composed(passed.slice(0, own));
  const moved = earlier && Operation.transform(earlier, outstanding).earlier;
  const others = composed([
    ...(moved ? [{ by: null, operation: moved }] : []),
    ...passed.slice(own + 1),
  ]);
  return divergence(outstanding.apply(base), buffer.toOperation(), others, apply);
}

function divergence(
  base: string,
  mine: Operation,
  others: Operation | null,
  apply: Operation | null,
): Divergence {
  return {
    base,
    mine,
    others: others ?? Operation.identity(base.length),
    applied: apply ?? Operation.identity(mine.targetLength),
  };
}

function composed(passed: readonly Passed[]): Operation | null {
  let all: Buffer | null = null;
  for (const { operation } of passed) all = Buffer.after(all, operation);
  return all?.toOperation() ?? null;
}
