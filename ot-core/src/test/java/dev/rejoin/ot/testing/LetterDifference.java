package dev.rejoin.ot.testing;

import dev.rejoin.ot.Operation;
import dev.rejoin.ot.OperationBuilder;
import java.util.Set;
import java.util.stream.Collectors;

/** The difference of two texts in which no letter stands twice: exact, and simple for that. */
public final class LetterDifference {
  private LetterDifference() {}

  public static Operation between(String before, String after) {
    Set<Integer> lettersBefore = before.codePoints().boxed().collect(Collectors.toSet());
    Set<Integer> lettersAfter = after.codePoints().boxed().collect(Collectors.toSet());
    int[] old = before.codePoints().toArray();
    int[] young = after.codePoints().toArray();
    OperationBuilder builder = Operation.builder();
    int i = 0;
    int j = 0;
    while (i < old.length || j < young.length) {
      if (i < old.length && !lettersAfter.contains(old[i])) {
        builder.delete(Character.charCount(old[i++]));
      } else if (!lettersBefore.contains(young[j])) {
        builder.insert(Character.toString(young[j++]));
      } else {
        builder.retain(Character.charCount(young[j++]));
        i++;
      }
    }
    return builder.build();
  }
}
