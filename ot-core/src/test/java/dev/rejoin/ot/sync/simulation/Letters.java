package dev.rejoin.ot.sync.simulation;

import java.util.Set;
import java.util.TreeSet;

/**
 * Every letter is typed once in a whole run, so each can be told from all others: what is in the
 * end has to be what was typed, less what somebody deleted.
 */
final class Letters {
  private static final int FIRST = 0x4E00;
  private static final int FIRST_PAIR = 0x20000;
  private static final int EACH_NTH_IS_A_PAIR = 7;

  private final Set<Integer> alive = new TreeSet<>();
  private final Set<Integer> deleted = new TreeSet<>();
  private int count;

  /** {@code length} letters that were never used; some are surrogate pairs. */
  String fresh(int length) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < length; i++) {
      count++;
      int letter = (count % EACH_NTH_IS_A_PAIR == 0 ? FIRST_PAIR : FIRST) + count;
      alive.add(letter);
      letters.appendCodePoint(letter);
    }
    return letters.toString();
  }

  /** Somebody who saw these letters deleted them. */
  void delete(String letters) {
    letters.codePoints().forEach(letter -> deleted.add(letter));
  }

  /** What has to be there when everybody has received everything. */
  Set<Integer> expected() {
    Set<Integer> expected = new TreeSet<>(alive);
    expected.removeAll(deleted);
    return expected;
  }
}
