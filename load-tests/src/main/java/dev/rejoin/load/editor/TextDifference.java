package dev.rejoin.load.editor;

import dev.rejoin.ot.Operation;

/**
 * An operation from one text to another, for when nobody knows any more what happened in between:
 * all but what both begin and end with. Surrogate pairs stay whole.
 */
final class TextDifference {
  private TextDifference() {}

  static Operation between(String before, String after) {
    int shorter = Math.min(before.length(), after.length());
    int start = 0;
    while (start < shorter && before.charAt(start) == after.charAt(start)) {
      start++;
    }
    if (start > 0 && Character.isHighSurrogate(before.charAt(start - 1))) {
      start--;
    }
    int end = 0;
    while (end < shorter - start && fromEnd(before, end) == fromEnd(after, end)) {
      end++;
    }
    if (end > 0 && Character.isLowSurrogate(fromEnd(before, end - 1))) {
      end--;
    }
    return Operation.builder()
        .retain(start)
        .remove(before.length() - start - end)
        .insert(after.substring(start, after.length() - end))
        .retain(end)
        .build();
  }

  private static char fromEnd(String text, int index) {
    return text.charAt(text.length() - 1 - index);
  }
}
