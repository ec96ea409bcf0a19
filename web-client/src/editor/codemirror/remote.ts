import { Annotation, type Transaction } from "@codemirror/state";

/** Marks what others did. */
export const remote = Annotation.define<true>();

export function isRemote(transaction: Transaction): boolean {
  return transaction.annotation(remote) === true;
}
