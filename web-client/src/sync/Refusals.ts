import type { Nack } from "./messages";

/** What becomes of an operation that was not taken. */
export type Fate = "sent again later" | "frozen anew" | "refused";

/** Decides about operations in flight that the server did not take. */
export class Refusals {
  /** The last one that was given another chance, and the revision that it was frozen on. */
  private stale: readonly [sequence: number, revision: number] | null = null;
  private waiting: number | null = null;

  /**
   * An operation goes stale when the log is cut back beyond the revision that it was frozen on, or
   * when somebody else used its name. Opening again tells which. It is frozen anew as often as the
   * log goes on, but not twice on one revision.
   */
  fateOf({ seq, code, retry }: Nack, revision: number): Fate {
    if (retry) return "sent again later";
    const [before, frozenOn] = this.stale ?? [];
    if (code !== "stale" || (seq === before && revision === frozenOn)) return "refused";
    this.stale = [seq, revision];
    this.waiting = seq;
    return "frozen anew";
  }

  /** Whether the document has to be opened again before anything more is sent. */
  get wantOpening(): boolean {
    return this.waiting !== null;
  }

  /** After opening again: whether this one, which the log does not hold, is to be frozen anew now. */
  isDue(sequence: number | undefined): boolean {
    const due = sequence !== undefined && sequence === this.waiting;
    this.waiting = null;
    return due;
  }
}
