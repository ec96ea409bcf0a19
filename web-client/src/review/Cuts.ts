import type { Block } from "./Blocks";
import { canBeCut, isSpace } from "./characters";

/** A line is taken whole if its end is as near as this; otherwise a sentence is. */
const LINE_REACH = 240;
/** Where there is no sentence either: as many words as fit. */
const WORD_REACH = 60;

const SENTENCE_ENDS = ".!?…:;";
/** Those that no space follows. */
const WIDE_SENTENCE_ENDS = "。！？；";

export type Direction = -1 | 1;

/**
 * Where the text around an edited block is cut off, so that a person can read what is left: at the
 * ends of its lines, else of its sentences, else of its words.
 *
 * What stands outside of a cut is retained by everybody, so a cut is the same place in every version
 * of the text. Unless it is the end of a line, what stands inside is retained as well, so no letter
 * is split in any of them.
 */
export class Cuts {
  constructor(
    private readonly base: string,
    private readonly blocks: readonly Block[],
  ) {}

  /** The cut before (-1) or behind (1) a block, at the latest at `end`, which is taken as it is. */
  beside(index: number, direction: Direction, end: number): number {
    const block = this.blocks[index]!;
    const start = direction < 0 ? block.from : block.to;
    const found = new Candidates();
    let neighbour = index + direction;
    for (let at = start; (end - at) * direction > 0; at += direction) {
      const distance = Math.abs(at - start);
      if (distance > LINE_REACH && found.best !== null) return found.best;
      while (isPassed(this.blocks[neighbour], at, direction)) neighbour += direction;
      const beside = this.blocks[neighbour];
      if (isCutOff(beside, at, direction)) continue;
      const isLineEnd = this.isLineEnd(at, direction);
      if (!isLineEnd && (at === start || isTouched(beside, at))) continue;
      const kind = isLineEnd ? "line" : this.kindOf(at, direction, distance);
      // The question that costs most comes last.
      if (kind === null || !found.lacks(kind) || !this.isBetweenLetters(at)) continue;
      if (kind === "line") return at;
      found[kind] = at;
    }
    return end;
  }

  private kindOf(at: number, direction: Direction, distance: number): Kind | null {
    if (this.isSentenceEnd(at, direction)) return "sentence";
    if (distance > WORD_REACH) return "other";
    return this.isWordEnd(at, direction) ? "word" : null;
  }

  private isBetweenLetters(at: number): boolean {
    return canBeCut(this.base, at);
  }

  private isLineEnd(at: number, direction: Direction): boolean {
    return this.base[direction < 0 ? at - 1 : at] === "\n";
  }

  private isSentenceEnd(at: number, direction: Direction): boolean {
    const before = this.base[at - 1]!;
    if (WIDE_SENTENCE_ENDS.includes(before)) return true;
    if (direction > 0) return SENTENCE_ENDS.includes(before) && isSpace(this.base[at]);
    return isSpace(before) && SENTENCE_ENDS.includes(this.base[at - 2] ?? "\n");
  }

  private isWordEnd(at: number, direction: Direction): boolean {
    const [outside, inside] = direction < 0 ? [at - 1, at] : [at, at - 1];
    return isSpace(this.base[outside]) && !isSpace(this.base[inside]);
  }
}

type Kind = "sentence" | "word" | "other";

/** What comes in question when there is no end of a line near. */
class Candidates {
  sentence: number | null = null;
  word: number | null = null;
  other: number | null = null;

  /** Of the words the last counts, of the rest the first. */
  lacks(kind: Kind | "line"): boolean {
    return kind === "line" || kind === "word" || this[kind] === null;
  }

  get best(): number | null {
    return this.sentence ?? this.word ?? this.other;
  }
}

function isPassed(block: Block | undefined, at: number, direction: Direction): boolean {
  if (block === undefined) return false;
  return direction < 0 ? block.from > at : block.to < at;
}

/** Whether a cut at `at` would leave a part of the block outside. */
function isCutOff(block: Block | undefined, at: number, direction: Direction): boolean {
  if (block === undefined) return false;
  return direction < 0 ? block.from < at && at <= block.to : block.from <= at && at < block.to;
}

function isTouched(block: Block | undefined, at: number): boolean {
  return block !== undefined && block.from <= at && at <= block.to;
}
