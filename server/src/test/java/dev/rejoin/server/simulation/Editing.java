package dev.rejoin.server.simulation;

import dev.rejoin.ot.Range;
import dev.rejoin.ot.Selection;
import dev.rejoin.ot.testing.SplitMix64;
import java.util.List;

/** What one edit does: mostly somebody types, and mostly where others type too. */
final class Editing {

  private Editing() {}

  static void one(Cluster cluster, Client client, SplitMix64 dice) {
    Sheet sheet = any(client, dice);
    if (!sheet.isEditable()) {
      return;
    }
    Letters letters = cluster.letters(sheet.document());
    String text = sheet.text().orElseThrow();
    int at = boundary(text, place(text.length(), dice));
    int end = boundary(text, Math.min(text.length(), at + 1 + dice.below(3)));
    switch (dice.below(20)) {
      case 0, 1, 2, 3, 4 -> replace(sheet, text, at, end, "", dice, letters);
      case 5, 6, 7 -> replace(sheet, text, at, end, letters.fresh(2), dice, letters);
      case 8 -> replace(sheet, text, 0, text.length(), letters.fresh(1), dice, letters);
      default -> replace(sheet, text, at, at, letters.fresh(1 + dice.below(3)), dice, letters);
    }
  }

  /** Somebody clicks somewhere, or selects a stretch, forwards or backwards. */
  static void point(Client client, SplitMix64 dice) {
    Sheet sheet = any(client, dice);
    if (!sheet.isEditable()) {
      return;
    }
    String text = sheet.text().orElseThrow();
    int anchor = boundary(text, place(text.length(), dice));
    int head = dice.oneIn(2) ? anchor : boundary(text, place(text.length(), dice));
    sheet.select(new Selection(List.of(new Range(anchor, head))));
  }

  private static Sheet any(Client client, SplitMix64 dice) {
    List<? extends Sheet> sheets = client.tab().sheets();
    return sheets.size() == 1 ? sheets.get(0) : sheets.get(dice.below(sheets.size()));
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
      Sheet sheet,
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
    sheet.replace(at, end, inserted, edit, dice);
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
