package dev.rejoin.ot;

import java.util.ArrayList;
import java.util.List;

/**
 * Every operation on a document of n units whose gaps hold nothing or one of the given inserts, and
 * whose units are kept or deleted: (inserts + 1)^(n + 1) · 2^n of them.
 */
final class AllOperations {
  private AllOperations() {}

  static List<Operation> on(int length, String... inserts) {
    List<Operation> all = new ArrayList<>();
    int gapChoices = inserts.length + 1;
    long count = (long) Math.pow(gapChoices, length + 1) * (1L << length);
    for (long number = 0; number < count; number++) {
      all.add(operation(number, length, gapChoices, inserts));
    }
    return all;
  }

  private static Operation operation(long number, int length, int gapChoices, String... inserts) {
    OperationBuilder builder = Operation.builder();
    long rest = number;
    for (int gap = 0; gap <= length; gap++) {
      int choice = (int) (rest % gapChoices);
      rest /= gapChoices;
      if (choice > 0) {
        builder.insert(inserts[choice - 1]);
      }
      if (gap < length) {
        if (rest % 2 == 0) {
          builder.retain(1);
        } else {
          builder.delete(1);
        }
        rest /= 2;
      }
    }
    return builder.build();
  }
}
