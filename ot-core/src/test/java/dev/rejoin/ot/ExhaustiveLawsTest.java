package dev.rejoin.ot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejoin.ot.testing.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Promise A1: the laws on every small case. */
class ExhaustiveLawsTest {
  private static final String UNITS = "0123";

  @Test
  void everyPairOfOperationsOnASmallDocumentConverges() {
    int longest = Seeds.full() ? 4 : 3;
    long pairs = 0;
    for (int length = 0; length <= longest; length++) {
      Operation content = content(length);
      List<Operation> earlier = AllOperations.on(length, "a", "bc");
      List<Operation> later = AllOperations.on(length, "x", "yz");
      for (Operation h : earlier) {
        for (Operation c : later) {
          Laws.convergence(content, h, c);
          pairs++;
        }
      }
    }
    assertEquals(Seeds.full() ? 15_548_445 : 431_901, pairs);
  }

  @Test
  void everyStretchOfTwoMayBeFoldedBeforeEveryClientOperation() {
    long triples = 0;
    for (int length = 0; length <= 2; length++) {
      Operation content = content(length);
      List<Operation> later = AllOperations.on(length, "x");
      for (Operation h1 : AllOperations.on(length, "a")) {
        for (Operation h2 : AllOperations.on(h1.targetLength(), "b")) {
          for (Operation c : later) {
            Laws.folding(content, h1, h2, c);
            triples++;
          }
        }
      }
    }
    assertEquals(202_020, triples);
  }

  @Test
  void everyChainOfThreeComposesInEitherOrder() {
    long chains = 0;
    for (int length = 0; length <= 1; length++) {
      for (Operation a : AllOperations.on(length, "a")) {
        for (Operation b : AllOperations.on(a.targetLength(), "b")) {
          for (Operation c : AllOperations.on(b.targetLength(), "c")) {
            Laws.associativity(a, b, c);
            chains++;
          }
        }
      }
    }
    assertEquals(176_020, chains);
  }

  @Test
  void everyOperationIsUndoneByItsInverse() {
    for (int length = 0; length <= 4; length++) {
      Content content = Content.of(DocumentType.TEXT, content(length));
      for (Operation operation : AllOperations.on(length, "a", "bc")) {
        Laws.inversion(content, operation);
      }
    }
  }

  private static Operation content(int length) {
    return Operation.builder().insert(UNITS.substring(0, length)).build();
  }
}
