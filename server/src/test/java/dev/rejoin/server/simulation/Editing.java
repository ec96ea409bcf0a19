package dev.rejoin.server.simulation;

import dev.rejoin.ot.testing.SplitMix64;

/** What one edit does: mostly somebody types, and mostly where others type too. */
final class Editing {

  private Editing() {}

  static void one(Client client, SplitMix64 dice, Letters letters) {
    if (client.tab().text().isEmpty()) {
      return;
    }
    String text = client.tab().text().get();
    int at = boundary(text, place(text.length(), dice));
    int end = boundary(text, Math.min(text.length(), at + 1 + dice.below(3)));
    switch (dice.below(20)) {
      case 0, 1, 2, 3, 4 -> replace(client, text, at, end, "", dice, letters);
      case 5, 6, 7 -> replace(client, text, at, end, letters.fresh(2), dice, letters);
      case 8 -> replace(client, text, 0, text.length(), letters.fresh(1), dice, letters);
      default -> replace(client, text, at, at, letters.fresh(1 + dice.below(3)), dice, letters);
    }
  }

  /** Start, middle and end are where everybody is; anywhere is where somebody is. */
  private static int place(int length, SplitMix64 dice) {
    return switch (dice.below(4)) {
      case 0 -> 0;
      case 1 -> length / 2;
      case 2 -> length;
      default -> dice.below(length + 1);
    };
  }

  private static void replace(
      Client client,
      String text,
      int at,
      int end,
      String inserted,
      SplitMix64 dice,
      Letters letters) {
    if (inserted.isEmpty() && at == end) {
      return;
    }
    Letters.Edit edit = letters.edited(inserted, text.substring(at, end));
    client.tab().replace(at, end, inserted, edit, dice);
  }

  /** {@code position}, or the next one if that would split a surrogate pair. */
  private static int boundary(String text, int position) {
    boolean splits =
        position > 0
            && position < text.length()
            && Character.isSurrogatePair(text.charAt(position - 1), text.charAt(position));
    return splits ? position + 1 : position;
  }
}
