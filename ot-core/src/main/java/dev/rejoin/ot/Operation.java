package dev.rejoin.ot;

/** One edit of a whole document. */
public final class Operation {
  private Operation() {}
}
