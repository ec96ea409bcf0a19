import { isInWord } from "./characters";
import type { Edit } from "./edits";

/** A stretch of the base text that is edited, and by whom. */
export interface Block {
  readonly from: number;
  to: number;
  byMe: boolean;
  byOthers: boolean;
}

interface Author {
  readonly isMine: boolean;
}

/** Further apart than this, two edits are not in one word, however long it is. */
const MAX_LETTERS_BETWEEN = 32;

/**
 * Two people's edits of one text, those that meet put together, from left to right:
 *
 *     mine      ──██────────█──────────██──
 *     theirs    ───██──█──────────█─────█──
 *     blocks      ███  █    █     █    ███       the first and the last are edited by both
 *
 * Edits meet when they touch, or when nothing but letters of one word is between them.
 */
export class Blocks {
  readonly blocks: readonly Block[];

  constructor(
    private readonly base: string,
    mine: readonly Edit[],
    theirs: readonly Edit[],
  ) {
    const edits = [
      ...mine.map((edit) => ({ ...edit, isMine: true })),
      ...theirs.map((edit) => ({ ...edit, isMine: false })),
    ];
    this.blocks = this.joined(edits.sort((a, b) => a.fromBefore - b.fromBefore));
  }

  private joined(edits: readonly (Edit & Author)[]): Block[] {
    const blocks: Block[] = [];
    for (const { fromBefore: from, toBefore: to, isMine } of edits) {
      const last = blocks.at(-1);
      if (last !== undefined && this.meet(last.to, from)) {
        last.to = Math.max(last.to, to);
        last.byMe ||= isMine;
        last.byOthers ||= !isMine;
      } else {
        blocks.push({ from, to, byMe: isMine, byOthers: !isMine });
      }
    }
    return blocks;
  }

  private meet(end: number, from: number): boolean {
    return from <= end || (from - end <= MAX_LETTERS_BETWEEN && this.isOneWord(end, from));
  }

  private isOneWord(from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (!isInWord(this.base, at)) return false;
    return true;
  }
}
