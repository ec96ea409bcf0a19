package dev.rejoin.ot;

import java.util.ArrayList;
import java.util.List;

/**
 * Many operations, each applying to the result of the one before, as one. All ways give the same to
 * the letter, because composition is associative; they differ in how often they copy.
 */
public final class Fold {
  private Fold() {}

  /**
   * Folds neighbours in pairs, then the pairs, and so on: n log n copied runs instead of n². Where
   * the operations come one by one an {@link Accumulator} is faster still.
   *
   * @throws IllegalArgumentException if there are none, for then their base length is unknown
   */
  public static Operation balanced(List<Operation> operations) {
    if (operations.isEmpty()) {
      throw new IllegalArgumentException("a fold of no operations");
    }
    List<Operation> level = operations;
    while (level.size() > 1) {
      level = pairs(level);
    }
    return level.get(0);
  }

  private static List<Operation> pairs(List<Operation> level) {
    List<Operation> pairs = new ArrayList<>(level.size() / 2 + 1);
    for (int i = 0; i + 1 < level.size(); i += 2) {
      pairs.add(level.get(i).compose(level.get(i + 1)));
    }
    if (level.size() % 2 == 1) {
      pairs.add(level.get(level.size() - 1));
    }
    return pairs;
  }

  /** The same by an {@link Accumulator}. */
  public static Operation accumulated(List<Operation> operations) {
    if (operations.isEmpty()) {
      throw new IllegalArgumentException("a fold of no operations");
    }
    Accumulator accumulator = new Accumulator(operations.get(0).baseLength());
    operations.forEach(accumulator::add);
    return accumulator.toOperation();
  }
}
