import { hunks, type Hunk } from "../../../sync/hunks";

/** A piece of a text, and what became of it on the way from one version to another. */
export interface Piece {
  readonly kind: "kept" | "gone" | "come";
  readonly text: string;
}

/** A piece of a merged text, and who wrote it; null: it was there before. */
export interface AuthoredPiece {
  readonly by: "me" | "others" | "both" | null;
  readonly text: string;
}

const words = new Intl.Segmenter(undefined, { granularity: "word" });

/** What changed from one version to the other, word by word; a space alone parts no changes. */
export function wordChanges(before: string, after: string): Piece[] {
  const [old, young] = [wordsOf(before), wordsOf(after)];
  const pieces: Piece[] = [];
  let done = 0;
  for (const { fromBefore, toBefore, fromAfter, toAfter } of phrases(hunks(old, young), old)) {
    pieces.push({ kind: "kept", text: old.slice(done, fromBefore).join("") });
    pieces.push({ kind: "gone", text: old.slice(fromBefore, toBefore).join("") });
    pieces.push({ kind: "come", text: young.slice(fromAfter, toAfter).join("") });
    done = toBefore;
  }
  pieces.push({ kind: "kept", text: old.slice(done).join("") });
  return pieces.filter(({ text }) => text !== "");
}

/** Who wrote which words of a merged text. A word that neither has came of both. */
export function authored(result: string, mine: string, theirs: string): AuthoredPiece[] {
  const merged = wordsOf(result);
  const newToMe = comes(wordsOf(mine), merged);
  const newToThem = comes(wordsOf(theirs), merged);
  const pieces: { by: AuthoredPiece["by"]; text: string }[] = [];
  merged.forEach((text, index) => {
    const by = authorOf(newToMe.has(index), newToThem.has(index));
    const last = pieces.at(-1);
    if (last?.by === by) last.text += text;
    else pieces.push({ by, text });
  });
  return pieces;
}

/** Hunks with nothing but spaces between them are one. */
function phrases(found: readonly Hunk[], before: readonly string[]): Hunk[] {
  const joined: Hunk[] = [];
  for (const hunk of found) {
    const last = joined.at(-1);
    const between = before.slice(last?.toBefore, hunk.fromBefore).join("");
    if (last !== undefined && between.trim() === "" && !between.includes("\n")) {
      const { fromBefore, fromAfter } = last;
      joined.splice(-1, 1, { ...hunk, fromBefore, fromAfter });
    } else {
      joined.push(hunk);
    }
  }
  return joined;
}

function authorOf(isNewToMe: boolean, isNewToThem: boolean): AuthoredPiece["by"] {
  if (isNewToMe && isNewToThem) return "both";
  if (isNewToMe) return "others";
  return isNewToThem ? "me" : null;
}

/** Which words of `after` are not in `before`. */
function comes(before: readonly string[], after: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { fromAfter, toAfter } of hunks(before, after)) {
    for (let index = fromAfter; index < toAfter; index++) found.add(index);
  }
  return found;
}

function wordsOf(text: string): string[] {
  return [...words.segment(text)].map(({ segment }) => segment);
}
