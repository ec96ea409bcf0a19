package dev.rejoin.ot.sync;

/** Why an operation is not taken. The names are the codes of the protocol, in capitals. */
public enum Refusal {
  /**
   * It belongs to a past that is closed: its site has gone on, the log has the same name with other
   * content, or the log no longer reaches back to its revision. Sent again as it is, it will never
   * be taken; its author has to open the document afresh.
   */
  STALE,
  /** An operation of the same site is missing before it. */
  GAP,
  /** It applies to a revision that this log does not have yet. */
  FUTURE,
  /** It breaks a rule, whatever the log holds. */
  INVALID,
  /** It alone is heavier than an operation may be. */
  TOO_LARGE,
  /** It would make the document longer than a document may be. */
  FULL
}
