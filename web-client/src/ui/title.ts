export const UNTITLED = "Untitled";

const MAX_LENGTH = 120;

/** Markdown's signs at the beginning of a line; they are not part of a title. */
const lineSigns = /^(?:#{1,6}|>|[-*+]|\d{1,9}[.)])\s+/u;

/** The signs around an emphasised word; those within a word mean nothing. */
const emphasis = /(?<![\p{L}\p{N}])([*_`]{1,3})(\S|\S.*?\S)\1(?![\p{L}\p{N}])/gu;

/**
 * A document's title is its first line that says anything. There is no other place where a title is
 * kept.
 */
export function titleOf(text: string): string {
  for (const line of linesOf(text)) {
    const words = line.trim().replace(lineSigns, "").replace(emphasis, "$2");
    if (/[\p{L}\p{N}\p{S}]/u.test(words)) return shortened(words.trim());
  }
  return UNTITLED;
}

/** The lines one by one: a long document is not split for the sake of its first line. */
function* linesOf(text: string): Generator<string> {
  for (let from = 0; from <= text.length;) {
    const end = text.indexOf("\n", from);
    yield text.slice(from, end < 0 ? text.length : end);
    if (end < 0) return;
    from = end + 1;
  }
}

function shortened(title: string): string {
  if (title.length <= MAX_LENGTH) return title;
  return [...title.slice(0, MAX_LENGTH)].slice(0, -1).join("").trimEnd() + "…";
}
