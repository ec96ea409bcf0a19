import type { Text } from "@codemirror/state";
import { splitsPair } from "../../ot/surrogates";

/** Whether a position is between the two halves of one character. */
export function splitsCharacter(doc: Text, position: number): boolean {
  return splitsPair(doc.sliceString(position - 1, position + 1), 1);
}
