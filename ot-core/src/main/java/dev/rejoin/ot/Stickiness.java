package dev.rejoin.ot;

/** On which side of text a position stays when that text arrives exactly there. */
public enum Stickiness {
  /** Left of it: the default for a caret when somebody else's text arrives. */
  LEFT,
  /** Right of it: a caret moves along with the text its own author types. */
  RIGHT
}
