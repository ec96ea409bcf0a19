package dev.rejoin.ot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejoin.ot.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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

  /** The second of a chain, with each that can come before it: alone, and both as one. */
  private record Second(Operation b, List<Operation> firsts, List<Operation> both) {

    long check(Operation c) {
      Operation bc = b.compose(c);
      for (int i = 0; i < firsts.size(); i++) {
        Operation a = firsts.get(i);
        assertEquals(
            both.get(i).compose(c),
            a.compose(bc),
            () -> "associativity of " + a + " " + b + " " + c);
      }
      return firsts.size();
    }
  }

  @Test
  void everyChainOfThreeComposesInEitherOrder() {
    long chains = 0;
    for (Map.Entry<Integer, List<Second>> each : seconds(Seeds.full() ? 2 : 1).entrySet()) {
      int length = each.getKey();
      chains +=
          LongStream.range(0, AllOperations.count(length, "c"))
              .parallel()
              .mapToObj(number -> AllOperations.operation(number, length, "c"))
              .mapToLong(c -> each.getValue().stream().mapToLong(b -> b.check(c)).sum())
              .sum();
    }
    assertEquals(Seeds.full() ? 118_989_780 : 176_020, chains);
  }

  /** By the length that they lead to. */
  private static Map<Integer, List<Second>> seconds(int longest) {
    Map<Integer, List<Operation>> firsts =
        IntStream.rangeClosed(0, longest)
            .mapToObj(length -> AllOperations.on(length, "a"))
            .flatMap(List::stream)
            .collect(Collectors.groupingBy(Operation::targetLength));
    Map<Integer, List<Second>> seconds = new TreeMap<>();
    firsts.forEach(
        (length, before) -> {
          for (Operation b : AllOperations.on(length, "b")) {
            List<Operation> both = before.stream().map(a -> a.compose(b)).toList();
            seconds
                .computeIfAbsent(b.targetLength(), any -> new ArrayList<>())
                .add(new Second(b, before, both));
          }
        });
    return seconds;
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
