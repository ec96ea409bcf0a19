package dev.rejoin.ot;

/**
 * The texts of keystrokes: nothing, or one letter of Latin-1. There are 257 of them, and millions
 * of operations that hold one; shared, each such operation is 48 bytes smaller.
 */
final class Letters {
  private static final String[] LATIN_1 = new String[256];

  static {
    for (char letter = 0; letter < LATIN_1.length; letter++) {
      LATIN_1[letter] = String.valueOf(letter);
    }
  }

  private Letters() {}

  /** The text of {@code built}, shared if it is short enough. */
  static String text(StringBuilder built) {
    if (built.isEmpty()) {
      return "";
    }
    char first = built.charAt(0);
    return built.length() == 1 && first < LATIN_1.length ? LATIN_1[first] : built.toString();
  }
}
