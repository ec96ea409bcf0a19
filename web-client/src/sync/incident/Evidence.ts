import { InvalidOperationException, Operation, type DocumentType } from "../../ot/index";
import type { StepMessage } from "../messages";
import type { Step } from "../Step";

/** One step as it came. */
export interface Evidence {
  /** Whose it is; null: several people's, folded. */
  readonly by: string | null;
  readonly sequence: number | null;
  readonly count: number;
  /** Null: it could not be read. */
  readonly operation: Operation | null;
}

export function evidenceOf(steps: readonly Step[]): readonly Evidence[] {
  return steps.map((step) =>
    step.kind === "folded"
      ? { by: null, sequence: null, count: step.count, operation: step.operation }
      : { by: step.by, sequence: step.sequence, count: 1, operation: step.operation },
  );
}

/** The same of steps that nobody could read as a whole. */
export function evidenceIn(
  messages: readonly StepMessage[],
  type: DocumentType,
): readonly Evidence[] {
  return messages.map((message) => {
    const operation = readOrNull(message.op, type);
    if ("fold" in message) return { by: null, sequence: null, count: message.fold, operation };
    return { by: message.by, sequence: message.seq, count: 1, operation };
  });
}

function readOrNull(json: unknown, type: DocumentType): Operation | null {
  try {
    return Operation.fromJSON(json, type);
  } catch (broken) {
    if (broken instanceof InvalidOperationException) return null;
    throw broken;
  }
}
