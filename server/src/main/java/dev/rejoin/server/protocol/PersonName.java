package dev.rejoin.server.protocol;

/**
 * What a person is called: 1 to 64 UTF-16 units, without white space around them, and without
 * characters that have no picture or that turn the text around them over (a name is shown beside
 * other people's).
 */
public record PersonName(String text) {
  public static final int MAX_LENGTH = 64;

  public PersonName {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "name has " + text.length() + " units, wanted 1 to " + MAX_LENGTH);
    }
    if (!text.strip().equals(text)) {
      throw new IllegalArgumentException("name has white space around it");
    }
    text.codePoints().forEach(PersonName::requirePrintable);
  }

  /** The name that somebody typed, without white space around it. */
  public static PersonName of(String typed) {
    return new PersonName(typed.strip());
  }

  private static void requirePrintable(int codePoint) {
    boolean unprintable =
        switch (Character.getType(codePoint)) {
          case Character.CONTROL,
              Character.SURROGATE,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR,
              Character.UNASSIGNED ->
              true;
          default -> turnsTextOver(codePoint);
        };
    if (unprintable) {
      throw new IllegalArgumentException(String.format("name holds U+%04X", codePoint));
    }
  }

  /** The embeddings, overrides and isolates of the bidirectional algorithm. */
  private static boolean turnsTextOver(int codePoint) {
    return (codePoint >= 0x202A && codePoint <= 0x202E)
        || (codePoint >= 0x2066 && codePoint <= 0x2069);
  }

  @Override
  public String toString() {
    return text;
  }
}
