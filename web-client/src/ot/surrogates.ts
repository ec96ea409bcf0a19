// Under the u flag a pair is one character, so this class meets lone surrogates only.
const LONE = /\p{Surrogate}/u;

export function hasLoneSurrogate(text: string): boolean {
  return LONE.test(text);
}

/** Whether the boundary before `index` falls between the two halves of one character. */
export function splitsPair(text: string, index: number): boolean {
  if (index <= 0 || index >= text.length) return false;
  return isLow(text.charCodeAt(index)) && isHigh(text.charCodeAt(index - 1));
}

export function isHigh(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}

export function isLow(unit: number): boolean {
  return (unit & 0xfc00) === 0xdc00;
}
