package dev.rejoin.ot.sync.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rejoin.ot.sync.simulation.Interleavings.Deed;
import dev.rejoin.ot.testing.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Promise S2: every order in which a few people's edits can happen, travel and arrive. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class AllInterleavingsTest {

  @Test
  void twoPeopleWithTwoOperationsEach() {
    explore(choices(2, scripts(2)), 100_000);
  }

  @Test
  void threePeopleWithOneOperationEach() {
    explore(choices(3, scripts(1)), 30_000);
  }

  @Test
  void threePeopleOfWhomOneHasTwoOperations() {
    List<List<Deed>> others =
        List.of(List.of(Deed.INSERT_IN_THE_MIDDLE), List.of(Deed.REPLACE_THE_LAST));
    explore(scripts(2).stream().map(script -> with(others, script)).toList(), 100_000);
  }

  @Test
  void threePeopleWithTwoOperationsEach() {
    assumeTrue(Seeds.full(), "only in the full tier: some hundreds of millions of moments");
    List<List<List<Deed>>> choices = choices(3, scripts(2));
    assertEquals(816, choices.size());
    explore(choices, 400_000_000);
  }

  /** An exploration that cannot fail proves nothing. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "SERVER_DOES_NOT_TRANSFORM",
        "SERVER_FOLDS_THE_ACKNOWLEDGEMENT",
        "CLIENT_TURNS_THE_TIE",
        "CLIENT_TYPES_INTO_THE_FROZEN",
        "CLIENT_COUNTS_A_FOLD_AS_ONE"
      })
  void aPlantedBugIsSeen(Mutant mutant) {
    List<List<Deed>> deeds =
        List.of(
            List.of(Deed.INSERT_IN_THE_MIDDLE, Deed.DELETE_THE_FIRST),
            List.of(Deed.INSERT_IN_THE_MIDDLE, Deed.REPLACE_THE_LAST));
    assertThrows(AssertionError.class, () -> Interleavings.explore(deeds, mutant));
    assertTrue(Interleavings.explore(deeds) > 0, "and nothing is seen without it");
  }

  private static void explore(List<List<List<Deed>>> choices, int atLeast) {
    long moments = choices.parallelStream().mapToLong(Interleavings::explore).sum();
    System.out.println(choices.size() + " choices of deeds: " + moments + " moments");
    assertTrue(moments >= atLeast, moments + " moments");
  }

  private static List<List<Deed>> scripts(int length) {
    List<List<Deed>> scripts = List.of(List.of());
    for (int i = 0; i < length; i++) {
      List<List<Deed>> longer = new ArrayList<>();
      for (List<Deed> script : scripts) {
        for (Deed deed : Deed.values()) {
          longer.add(with(script, deed));
        }
      }
      scripts = longer;
    }
    return scripts;
  }

  /** All multisets of {@code size} of the options: who does which makes no difference. */
  private static <T> List<List<T>> choices(int size, List<T> options) {
    if (size == 0) {
      return List.of(List.of());
    }
    List<List<T>> choices = new ArrayList<>();
    for (int i = 0; i < options.size(); i++) {
      for (List<T> rest : choices(size - 1, options.subList(i, options.size()))) {
        choices.add(with(rest, options.get(i)));
      }
    }
    return choices;
  }

  private static <T> List<T> with(List<T> list, T last) {
    List<T> longer = new ArrayList<>(list);
    longer.add(last);
    return List.copyOf(longer);
  }
}
