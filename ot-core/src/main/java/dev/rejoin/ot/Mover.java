package dev.rejoin.ot;

/** Whose operation it is that moves a selection. */
public enum Mover {
  /** The selection's own author: the caret goes along with what they typed. */
  AUTHOR,
  /** Somebody else: the caret stays to the left of text that arrives where it stands. */
  OTHER
}
