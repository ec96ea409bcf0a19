package dev.rejoin.server.fuzz;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.ot.testing.SplitMix64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Promise W2, in this process: what was kept, and changes of it. */
class FuzzTest {

  private static final int QUICK = 3_000;
  private static final int FULL = 500_000;

  @ParameterizedTest
  @MethodSource("dev.rejoin.server.fuzz.Target#all")
  void whatWasKeptIsTakenOrRefusedByName(Target target) {
    List<byte[]> kept = Corpus.of(target);
    assertTrue(kept.size() >= target.seeds().size(), kept.size() + " inputs");
    kept.forEach(input -> check(target, target.sound(), input));
  }

  @ParameterizedTest
  @MethodSource("dev.rejoin.server.fuzz.Target#all")
  void changesOfItAreTakenOrRefusedByName(Target target) {
    List<byte[]> kept = Corpus.of(target);
    Seeds.each(
        QUICK,
        FULL,
        seed -> check(target, target.sound(), Mutations.of(kept, new SplitMix64(seed))));
  }

  /** Within what the quick tier tries. */
  @ParameterizedTest
  @MethodSource("dev.rejoin.server.fuzz.Target#all")
  void aPlantedBugIsFound(Target target) {
    List<byte[]> kept = Corpus.of(target);
    assertThrows(
        AssertionError.class,
        () -> {
          for (long seed = 0; seed < QUICK; seed++) {
            check(target, target.planted(), Mutations.of(kept, new SplitMix64(seed)));
          }
        });
  }

  private static void check(Target target, FuzzTarget version, byte[] input) {
    try {
      version.check(input);
    } catch (Exception | AssertionError e) {
      throw new AssertionError(e + "; " + Corpus.toKeep(target, input), e);
    }
  }
}
