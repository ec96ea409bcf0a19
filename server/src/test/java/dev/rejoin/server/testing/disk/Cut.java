package dev.rejoin.server.testing.disk;

import dev.rejoin.ot.testing.SplitMix64;

/**
 * How a disk loses its power: what becomes of that which nobody has synced.
 *
 * @param lostOfEight so many of eight pieces do not arrive
 * @param piece the size of what arrives whole or not at all
 * @param junk whether what did not arrive behind the end of a file is junk, and not zeros
 */
record Cut(SplitMix64 random, int lostOfEight, int piece, boolean junk) {
  private static final int[] PIECES = {512, 4_096, Integer.MAX_VALUE};

  static Cut random(SplitMix64 random) {
    // All or nothing as often as something between.
    int lost = random.oneIn(2) ? 8 * random.below(2) : 1 + random.below(7);
    return new Cut(random, lost, PIECES[random.below(PIECES.length)], random.oneIn(4));
  }

  /** Where the piece ends that a byte belongs to. */
  long endOfPiece(long at) {
    return (at / piece + 1) * piece;
  }

  boolean loses() {
    return random.below(8) < lostOfEight;
  }
}
