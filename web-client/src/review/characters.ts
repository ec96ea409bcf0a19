import { splitsPair } from "../ot/surrogates";

/** Letters and digits of scripts that put spaces between words. */
const WORD = /[\p{L}\p{N}\p{M}_]/u;
const SPACELESS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * Characters that may be one letter together with a neighbour: marks, joiners, tags, halves of
 * flags, skin colours, Hangul jamo, and the few letters that behave like marks or like prefixes.
 */
const CLINGING =
  /[\p{M}\p{Cf}\p{Emoji_Modifier}\p{Regional_Indicator}\u1100-\u11FF\uA960-\uA97F\uD7B0-\uD7FF\u0E33\u0EB3\uFF9E\uFF9F\u0D4E\u{111C2}\u{111C3}\u{1193F}\u{11941}\u{11A3A}\u{11A84}-\u{11A89}\u{11D46}\p{Surrogate}]/u;

/** Whether the character that the unit at `at` belongs to is a letter or digit of a word. */
export function isInWord(text: string, at: number): boolean {
  const character = characterAt(text, splitsPair(text, at) ? at - 1 : at);
  return WORD.test(character) && !SPACELESS.test(character);
}

/**
 * Whether a text can be cut at `at`, and no letter falls apart, whatever stands one character
 * further on either side. Too careful rather than too bold.
 */
export function canBeCut(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return true;
  if (text[at - 1] === "\n") return true;
  if (text[at] === "\n") return text[at - 1] !== "\r";
  if (splitsPair(text, at)) return false;
  return !CLINGING.test(characterAt(text, at)) && !CLINGING.test(characterBefore(text, at));
}

export function isSpace(character: string | undefined): boolean {
  return (
    character === " " || character === "\t" || character === "\u00A0" || character === "\u3000"
  );
}

function characterAt(text: string, at: number): string {
  return text.slice(at, splitsPair(text, at + 1) ? at + 2 : at + 1);
}

function characterBefore(text: string, at: number): string {
  return text.slice(splitsPair(text, at - 1) ? at - 2 : at - 1, at);
}
