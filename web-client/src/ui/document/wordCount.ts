const words = new Intl.Segmenter(undefined, { granularity: "word" });

/** Words as a reader of the language would count them, also where no spaces are between them. */
export function countWords(text: string): number {
  let count = 0;
  for (const { isWordLike } of words.segment(text)) if (isWordLike === true) count++;
  return count;
}
