package dev.rejoin.server.storage;

import dev.rejoin.ot.Attributes;
import dev.rejoin.ot.Embed;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.OperationSink;

/** What a document is called in a list: the beginning of its first line that is not blank. */
public final class Title {
  public static final int MAX_LENGTH = 100;

  /** As much of the beginning as is looked at. */
  private static final int BEGINNING = 2_000;

  private Title() {}

  /** The title of a document with this content; empty if its beginning is blank. */
  public static String of(Operation content) {
    Beginning beginning = new Beginning();
    content.emitTo(beginning);
    return beginning
        .text
        .toString()
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .map(Title::shortened)
        .orElse("");
  }

  private static String shortened(String line) {
    if (line.length() <= MAX_LENGTH) {
      return line;
    }
    boolean splitsPair = Character.isHighSurrogate(line.charAt(MAX_LENGTH - 1));
    return line.substring(0, splitsPair ? MAX_LENGTH - 1 : MAX_LENGTH);
  }

  private static final class Beginning implements OperationSink {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void insert(String inserted, Attributes attributes) {
      int room = BEGINNING - text.length();
      text.append(inserted, 0, Math.min(room, inserted.length()));
    }

    @Override
    public void insert(Embed embed, Attributes attributes) {
      // A picture has no name in a list.
    }

    @Override
    public void retain(int length, Attributes attributes) {
      throw new IllegalArgumentException("content keeps " + length + " units of nothing");
    }

    @Override
    public void delete(int length) {
      throw new IllegalArgumentException("content removes " + length + " units of nothing");
    }
  }
}
