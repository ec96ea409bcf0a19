package dev.rejoin.ot;

import java.util.Arrays;
import java.util.List;

/**
 * Many operations, each applying to the result of the one before, as one. All ways give the same to
 * the letter, because composition is associative; they differ in how often they copy.
 */
public final class Fold {
  private Fold() {}

  /**
   * Folds two halves of about as many components each, and each of them in the same way: n log n
   * copied runs instead of n², and a large operation among small ones is copied once or twice.
   * Where the operations come one by one an {@link Accumulator} is faster still.
   *
   * @throws IllegalArgumentException if there are none, for then their base length is unknown
   */
  public static Operation balanced(List<Operation> operations) {
    if (operations.isEmpty()) {
      throw new IllegalArgumentException("a fold of no operations");
    }
    long[] componentsBefore = new long[operations.size() + 1];
    int count = 0;
    for (Operation operation : operations) {
      // One more each, so that the sums ascend.
      componentsBefore[count + 1] = componentsBefore[count] + operation.componentCount() + 1;
      count++;
    }
    return halves(operations, componentsBefore, 0, count);
  }

  private static Operation halves(
      List<Operation> operations, long[] componentsBefore, int from, int to) {
    if (to - from == 1) {
      return operations.get(from);
    }
    long half = (componentsBefore[from] + componentsBefore[to]) >>> 1;
    int found = Arrays.binarySearch(componentsBefore, from + 1, to, half);
    int middle = Math.min(to - 1, found >= 0 ? found : -found - 1);
    return halves(operations, componentsBefore, from, middle)
        .compose(halves(operations, componentsBefore, middle, to));
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
