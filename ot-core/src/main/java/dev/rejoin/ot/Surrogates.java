package dev.rejoin.ot;

/** Surrogate pairs: one character of two units that no component may cut. */
final class Surrogates {
  private Surrogates() {}

  /** Whether a cut at {@code index} would fall between the halves of a pair. */
  static boolean splits(CharSequence text, int index) {
    return index > 0
        && index < text.length()
        && Character.isLowSurrogate(text.charAt(index))
        && Character.isHighSurrogate(text.charAt(index - 1));
  }

  /** Throws when a half stands without its other half. */
  static void requireWellFormed(CharSequence text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (!Character.isSurrogate(unit)) {
        continue;
      }
      boolean pair =
          Character.isHighSurrogate(unit)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (!pair) {
        throw InvalidOperationException.loneSurrogate(unit, i);
      }
      i++;
    }
  }
}
