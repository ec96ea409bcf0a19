package dev.rejoin.ot.sync.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A simulation that cannot fail proves nothing: each planted bug has to turn it red. */
class CanaryTest {
  private static final int SEEDS = 300;

  @ParameterizedTest
  @EnumSource(
      names = {
        "NONE",
        "CLIENT_TURNS_THE_TIE_OF_ITS_BUFFER",
        "CARET_GOES_RIGHT_OF_WHAT_OTHERS_TYPE"
      },
      mode = EnumSource.Mode.EXCLUDE)
  void thePlantedBugIsSeen(Mutant mutant) {
    OptionalLong seed =
        LongStream.range(0, SEEDS).filter(candidate -> fails(candidate, mutant)).findFirst();
    assertTrue(seed.isPresent(), mutant + " survived " + SEEDS + " seeds");
  }

  private static boolean fails(long seed, Mutant mutant) {
    try {
      Simulation.run(seed, mutant);
      return false;
    } catch (AssertionError | RuntimeException seen) {
      return true;
    }
  }
}
