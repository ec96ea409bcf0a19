package dev.rejoin.ot;

/**
 * What an attribute or an embed may hold: a string, a boolean or an integer that every language
 * represents exactly. Anything richer would need a canonical form of its own to keep "equal to the
 * letter" decidable on both sides.
 */
final class AttributeValues {
  /** 2^53 - 1, the largest integer that a JavaScript number holds exactly. */
  static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  private AttributeValues() {}

  static void require(String name, Object value) {
    if (value instanceof String text) {
      Surrogates.requireWellFormed(text);
    } else if (value instanceof Long number) {
      if (Math.abs(number) > MAX_SAFE_INTEGER || number == Long.MIN_VALUE) {
        throw InvalidOperationException.badAttribute(
            "value " + number + " of \"" + name + "\" is beyond 2^53 - 1");
      }
    } else if (!(value instanceof Boolean)) {
      throw InvalidOperationException.badAttribute(
          "value of \"" + name + "\" is no string, boolean or integer");
    }
  }

  static void requireName(String name) {
    if (name.isEmpty()) {
      throw InvalidOperationException.badAttribute("a name is empty");
    }
    Surrogates.requireWellFormed(name);
  }
}
