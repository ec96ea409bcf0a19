const loneSurrogates = /\p{Surrogate}/gu;

/**
 * The text with every lone surrogate replaced by U+FFFD: no operation may insert half a character.
 */
export function wellFormed(text: string): string {
  return text.replace(loneSurrogates, "\uFFFD");
}
