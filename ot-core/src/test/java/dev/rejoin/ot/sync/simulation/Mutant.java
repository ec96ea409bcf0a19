package dev.rejoin.ot.sync.simulation;

/** Planted bugs. Each is one that some editor in the field has had, or could have. */
enum Mutant {
  /** The simulation as it should be. */
  NONE,
  /** The server takes an operation that comes again for a new one. */
  SERVER_APPLIES_TWICE,
  /** A restarted server does not know any more who sent what. */
  SERVER_FORGETS_NAMES,
  /** The server shows entries before the log has them. */
  SERVER_SHOWS_WHAT_IS_NOT_STORED,
  /** The server keeps in its document what the log did not take. */
  SERVER_KEEPS_WHAT_WAS_ROLLED_BACK,
  /** The server does not move operations behind the log. */
  SERVER_DOES_NOT_TRANSFORM,
  /** The server folds the receiver's own entry into what others wrote. */
  SERVER_FOLDS_THE_ACKNOWLEDGEMENT,
  /** The server begins one entry too late when a client comes back. */
  SERVER_SKIPS_A_STEP,
  /** The client puts its own text to the right of what was there first. */
  CLIENT_TURNS_THE_TIE,
  /** The client goes on typing into the operation in flight. */
  CLIENT_TYPES_INTO_THE_FROZEN,
  /** The client sends again under a new name after a reconnect. */
  CLIENT_RENAMES,
  /** The client believes that all that it sent has arrived. */
  CLIENT_FORGETS_THE_FROZEN,
  /** The client counts a fold as one revision. */
  CLIENT_COUNTS_A_FOLD_AS_ONE,
  /**
   * The client puts what it has buffered to the right of what was there first. Everybody ends equal
   * all the same, since nobody has seen the buffer yet; but words are torn.
   */
  CLIENT_TURNS_THE_TIE_OF_ITS_BUFFER,
  /** The caret goes along with what others type where it stands. Only words are torn by that. */
  CARET_GOES_RIGHT_OF_WHAT_OTHERS_TYPE
}
