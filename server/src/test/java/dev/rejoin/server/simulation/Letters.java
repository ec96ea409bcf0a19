package dev.rejoin.server.simulation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was typed into one document. Every letter is typed once in a whole run, so each can be told
 * from all others. What is there in the end is what was typed here, less what somebody deleted.
 */
final class Letters {

  private final Map<Integer, Edit> typed = new HashMap<>();
  private final Map<Integer, List<Edit>> deleted = new HashMap<>();
  private final Alphabet alphabet;

  Letters(Alphabet alphabet) {
    this.alphabet = alphabet;
  }

  /** Gives out each letter once. All documents of a run share one. */
  static final class Alphabet {
    private static final int FIRST = 0x4E00;
    private static final int FIRST_PAIR = 0x20000;
    private static final int EACH_NTH_IS_A_PAIR = 7;

    private int count;

    /** Some are surrogate pairs. */
    int next() {
      count++;
      return (count % EACH_NTH_IS_A_PAIR == 0 ? FIRST_PAIR : FIRST) + count;
    }
  }

  /** One edit of somebody, and what may be demanded because of it. */
  static final class Edit {

    /** Whether its letters have to be somewhere: it was kept, and never undone by a restore. */
    private boolean kept = true;

    /** Whether its deletions have to be in the log: no answer has made a copy of it. */
    private boolean sure = true;

    /** The outbox lost it before it was kept, or was put back to an earlier time. */
    void forget() {
      kept = false;
      sure = false;
    }

    /** It is in a copy, and perhaps in the log too. */
    void giveUp() {
      sure = false;
    }
  }

  /** {@code length} letters that were never used. */
  String fresh(int length) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < length; i++) {
      letters.appendCodePoint(alphabet.next());
    }
    return letters.toString();
  }

  Edit edited(String inserted, String removed) {
    Edit edit = new Edit();
    inserted.codePoints().forEach(letter -> typed.put(letter, edit));
    removed
        .codePoints()
        .forEach(letter -> deleted.computeIfAbsent(letter, any -> new ArrayList<>()).add(edit));
    return edit;
  }

  /** A backup took the place of the log, or its end is damaged: no deletion is certain any more. */
  void endLost() {
    deleted.values().forEach(edits -> edits.forEach(Edit::giveUp));
  }

  /** Promise A5. */
  void check(String text, Set<Integer> copied) {
    Set<Integer> found = new HashSet<>();
    text.codePoints()
        .forEach(
            letter -> {
              require(found.add(letter), letter, "is there twice");
              require(typed.containsKey(letter), letter, "was typed by nobody here");
              require(isDeletedBySure(letter) == 0, letter, "was deleted, and is there");
            });
    typed.forEach(
        (letter, edit) ->
            require(
                !edit.kept
                    || found.contains(letter)
                    || deleted.containsKey(letter)
                    || copied.contains(letter),
                letter,
                "is gone, and nobody deleted it"));
  }

  private long isDeletedBySure(int letter) {
    return deleted.getOrDefault(letter, List.of()).stream().filter(edit -> edit.sure).count();
  }

  private static void require(boolean holds, int letter, String otherwise) {
    if (!holds) {
      throw new AssertionError("the letter " + Character.toString(letter) + " " + otherwise);
    }
  }
}
