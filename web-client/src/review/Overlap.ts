/** A stretch of a text, in UTF-16 units. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where one place lies in each of the four texts. */
export interface Place {
  readonly base: Span;
  readonly mine: Span;
  readonly theirs: Span;
  readonly result: Span;
}

/** A place that several people edited at once, as each of them left it, and what became of it. */
export interface Overlap {
  /** Before anybody edited it. */
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
  /** Merged. */
  readonly result: string;
  /** Where `result` begins in the merged text. */
  readonly at: number;
}

/** All places that were edited by both, the first ones in full. */
export interface Overlaps {
  readonly shown: readonly Overlap[];
  /** How many there are beside those. */
  readonly more: number;
}
