package dev.rejoin.server.transport;

import dev.rejoin.ot.testing.SplitMix64;

/**
 * Operations that may not be taken, on a document of {@value #LENGTH} units, two of which are a
 * pair, at revision 1, from somebody who has written nothing. Each is wrong in one way at least.
 */
final class HostileMessages {

  /** What the document holds. */
  static final String TEXT = "ab\ud83d\ude80cd";

  static final int LENGTH = 6;

  private static final int PAIR_AT = 2;
  private static final int KINDS = 12;
  private static final long[] HUGE = {
    1L << 29, (1L << 31) - 1, 1L << 31, (1L << 32) + LENGTH, 1L << 53, Long.MAX_VALUE
  };
  private static final String[] NUMBERS_THAT_ARE_NONE = {
    "1.5", "6.0", "6e0", "-0", "1e400", "NaN", "06", "18446744073709551622", "9007199254740993"
  };
  private static final String[] COMPONENTS_THAT_ARE_NONE = {
    "null",
    "true",
    "[1]",
    "{}",
    "{\"x\":1}",
    "{\"r\":6}",
    "{\"i\":\"\"}",
    "{\"i\":\"x\"}",
    "{\"r\":-6,\"a\":{\"b\":1}}",
    "{\"i\":{\"a\":1,\"b\":2}}",
    "{\"r\":6,\"a\":{\"b\":1},\"r\":6}",
    "\"\\ud800\"",
    "\"\\udc00x\""
  };

  private final SplitMix64 random;
  private final String document;

  HostileMessages(String document, SplitMix64 random) {
    this.document = document;
    this.random = random;
  }

  /** The next one; in how many ways there are is {@link #KINDS}. */
  String next() {
    return switch (random.below(KINDS)) {
      case 0 -> operation(wrongLength());
      case 1 ->
          operation(
              "" + sign() * random.oneOf(HUGE[0], HUGE[1], HUGE[2], HUGE[3], HUGE[4], HUGE[5]));
      case 2 -> operation(random.oneOf(NUMBERS_THAT_ARE_NONE));
      case 3 -> operation(around(random.oneOf(COMPONENTS_THAT_ARE_NONE)));
      case 4 -> operation(splitPair());
      case 5 -> operation(notCanonical());
      case 6 -> message(1, 2 + (random.next() >>> 12), "6,\"x\"");
      case 7 -> message(2 + (random.next() >>> 12), 1, "6,\"x\"");
      case 8 -> message(-random.below(1_000), 1, "6,\"x\"");
      case 9 -> message(1, -1 - random.below(1_000), "6,\"x\"");
      case 10 -> operation(random.oneIn(500) ? many(100_000) : many(150));
      default -> operation("\"" + "x".repeat(1_001 + random.below(50)) + "\",6");
    };
  }

  private String message(long sequence, long revision, String components) {
    return "{\"t\":\"op\",\"doc\":\"%s\",\"seq\":%d,\"rev\":%d,\"op\":[%s]}"
        .formatted(document, sequence, revision, components);
  }

  private String operation(String components) {
    return message(1, 1, components);
  }

  private int sign() {
    return random.oneIn(2) ? 1 : -1;
  }

  private String wrongLength() {
    int length = random.below(2 * LENGTH);
    int wrong = length == LENGTH ? LENGTH + 1 : length;
    return switch (random.below(3)) {
      case 0 -> wrong == 0 ? "\"x\"" : wrong + ",\"x\"";
      case 1 -> "\"x\"" + (wrong == 0 ? "" : "," + wrong);
      default -> wrong == 0 ? "" : "" + -wrong;
    };
  }

  private String around(String component) {
    return random.oneIn(2) ? "6," + component : component + ",6";
  }

  private String splitPair() {
    int before = PAIR_AT + 1;
    int after = LENGTH - before;
    return switch (random.below(3)) {
      case 0 -> before + ",\"x\"," + after;
      case 1 -> -before + "," + after;
      default -> before + "," + -after;
    };
  }

  private String notCanonical() {
    int first = 1 + random.below(LENGTH - 1);
    int second = LENGTH - first;
    return switch (random.below(4)) {
      case 0 -> first + "," + second;
      case 1 -> -first + "," + -second;
      case 2 -> "\"x\",\"y\"," + LENGTH;
      default -> LENGTH + "," + random.oneOf("0", "\"\"");
    };
  }

  private static String many(int components) {
    return "\"a\",1,".repeat(components / 2) + "\"a\"";
  }
}
