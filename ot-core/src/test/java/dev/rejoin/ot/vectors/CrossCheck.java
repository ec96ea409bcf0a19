package dev.rejoin.ot.vectors;

import static dev.rejoin.ot.testing.JsonPrinter.json;

import dev.rejoin.ot.Content;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.Stickiness;
import dev.rejoin.ot.Transformed;
import dev.rejoin.ot.testing.RandomOperations;
import dev.rejoin.ot.testing.SplitMix64;

/**
 * Promise A3: what one seed comes to, as a line of text; and the digest of a block of lines. The
 * TypeScript twin computes the same from the same seeds.
 */
final class CrossCheck {
  private static final int FNV_OFFSET = 0x811C9DC5;
  private static final int FNV_PRIME = 0x01000193;

  private CrossCheck() {}

  /** FNV-1a, 32 bits, over the UTF-16 units of the lines of {@code count} seeds, low byte first. */
  static long digest(long firstSeed, int count) {
    int hash = FNV_OFFSET;
    for (long seed = firstSeed; seed < firstSeed + count; seed++) {
      String line = line(seed);
      for (int i = 0; i < line.length(); i++) {
        hash = (hash ^ (line.charAt(i) & 0xFF)) * FNV_PRIME;
        hash = (hash ^ (line.charAt(i) >>> 8)) * FNV_PRIME;
      }
    }
    return Integer.toUnsignedLong(hash);
  }

  static String line(long seed) {
    SplitMix64 random = new SplitMix64(seed);
    DocumentType type = seed % 2 == 0 ? DocumentType.TEXT : DocumentType.RICH_TEXT;
    RandomOperations operations = new RandomOperations(random, type);
    Content content = operations.content(12);
    Operation first = operations.on(content);
    Content afterFirst = Content.of(type, content.toOperation().compose(first));
    Operation second = operations.on(afterFirst);
    Operation later = operations.on(content);
    int position = random.below(content.length() + 1);
    Transformed moved = Operation.transform(first, later);
    return String.join(
        "\n",
        json(content),
        json(first),
        json(second),
        json(later),
        json(first.compose(second)),
        json(moved.earlier()),
        json(moved.later()),
        json(first.invert(content)),
        first.movePosition(position, Stickiness.LEFT)
            + " "
            + first.movePosition(position, Stickiness.RIGHT),
        "");
  }
}
