package dev.rejoin.ot.sync;

import static dev.rejoin.ot.sync.StateNotation.operation;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejoin.ot.Operation;
import org.junit.jupiter.api.Test;

/**
 * Why a client has one operation in flight. Of two that are chained, the second has to be moved
 * behind U(first, log), and that depends on how the log was folded: in effect, not only to the
 * letter. So two parties that fold differently would place the second differently.
 */
class ChainedOperationsTest {
  private static final String BASE = "12";
  private final Operation h1 = operation("1 -1");
  private final Operation h2 = operation("'b' -1");
  private final Operation first = operation("-1 1");
  private final Operation second = operation("1 'x'");

  @Test
  void theFirstOfAChainMayBeMovedOverAFold() {
    assertEquals(first.movedBehind(h1).movedBehind(h2), first.movedBehind(h1.compose(h2)));
  }

  @Test
  void theSecondOfAChainMayNot() {
    assertEquals("xb", textAfter(secondMovedOneByOne()));
    assertEquals("bx", textAfter(secondMovedOverTheFold()));
  }

  private Operation secondMovedOneByOne() {
    Operation h1BehindFirst = Operation.transform(h1, first).earlier();
    Operation h2BehindFirst = Operation.transform(h2, first.movedBehind(h1)).earlier();
    return second.movedBehind(h1BehindFirst).movedBehind(h2BehindFirst);
  }

  private Operation secondMovedOverTheFold() {
    return second.movedBehind(Operation.transform(h1.compose(h2), first).earlier());
  }

  private String textAfter(Operation movedSecond) {
    String logged = h2.apply(h1.apply(BASE));
    String withFirst = first.movedBehind(h1.compose(h2)).apply(logged);
    return movedSecond.apply(withFirst);
  }
}
