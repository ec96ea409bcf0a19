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
    for (long number = 0; number < count(length, inserts); number++) {
      all.add(operation(number, length, inserts));
    }
    return all;
  }

  static long count(int length, String... inserts) {
    return (long) Math.pow(inserts.length + 1, length + 1) * (1L << length);
  }

  /** The one with that number, from 0 on, where they are too many for a list. */
  static Operation operation(long number, int length, String... inserts) {
    int gapChoices = inserts.length + 1;
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
