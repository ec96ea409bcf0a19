package dev.rejoin.server.protocol;

/** What the numbers in messages look like: integers that every language holds exactly. */
final class Numbers {
  /** 2^53 - 1. */
  static final long MAX = (1L << 53) - 1;

  private Numbers() {}

  static void requireRevision(long revision) {
    require("rev", revision, 0);
  }

  static void requireSequence(long sequence) {
    require("seq", sequence, 1);
  }

  private static void require(String name, long number, long min) {
    if (number < min || number > MAX) {
      throw new IllegalArgumentException(name + " is " + number + ", wanted " + min + " to " + MAX);
    }
  }
}
