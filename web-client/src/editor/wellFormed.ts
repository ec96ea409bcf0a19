import type { Text } from "@codemirror/state";
import { splitsPair } from "../ot/surrogates";

const loneSurrogates = /\p{Surrogate}/gu;

/**
 * The text with every lone surrogate replaced by U+FFFD: no operation may insert half a character.
 */
export function wellFormed(text: string): string {
  return text.replace(loneSurrogates, "\uFFFD");
}

/** Whether a position is between the two halves of one character. */
export function splitsCharacter(doc: Text, position: number): boolean {
  return splitsPair(doc.sliceString(position - 1, position + 1), 1);
}
