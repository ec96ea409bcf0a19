import { Attributes, type AttributeValue } from "./Attributes";
import { InvalidOperationException } from "./InvalidOperationException";
import type { Operation } from "./Operation";
import { OperationBuilder } from "./OperationBuilder";
import { OperationCursor } from "./OperationCursor";
import { DELETE, INSERT } from "./runs";

/**
 * The operation that takes `operation` back, where `base` is the content that it was applied to,
 * as an operation of inserts:
 *
 *     base · operation · invert(operation, base) = base
 */
export function invert(operation: Operation, base: Operation): Operation {
  if (operation.baseLength !== base.targetLength) {
    throw InvalidOperationException.baseLength(operation.baseLength, base.targetLength);
  }
  const step = new OperationCursor(operation);
  const content = new OperationCursor(base);
  const out = new OperationBuilder();
  while (!step.isAtEnd) {
    if (step.kind === INSERT) {
      out.delete(step.length);
      step.take(step.length);
      continue;
    }
    const length = Math.min(step.length, content.length);
    if (step.kind === DELETE) out.insert(content.content(length), content.attributes);
    else out.retain(length, restoring(content.attributes, step.attributes));
    step.take(length);
    content.take(length);
  }
  return out.build();
}

/** What brings back `before` where `change` was set upon it. */
function restoring(before: Attributes, change: Attributes): Attributes {
  const entries = change.entries.flatMap(([key, value]): [string, AttributeValue][] => {
    const old = before.get(key) ?? null;
    return old === value ? [] : [[key, old]];
  });
  return Attributes.ofEntries(entries);
}
