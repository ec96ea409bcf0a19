package dev.rejoin.ot.sync.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.testing.Seeds;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The sequencer and its clients under a cruel network: everybody ends equal, every operation is
 * stored once and as its author has it, every letter is accounted for (promises A1, A5, X1, X3).
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class CruelNetworkTest {

  @Test
  void everybodyEndsEqualAndNothingIsLostOrDoubled() {
    Counts counts = new Counts();
    Seeds.each(2_000, 20_000, seed -> counts.add(Simulation.run(seed, Mutant.NONE)));
    System.out.println("cruel network: " + counts);
    if (Long.getLong("seed") == null) {
      theNetworkWasCruel(counts);
    }
  }

  private static void theNetworkWasCruel(Counts counts) {
    assertTrue(counts.transitions >= 100_000, counts::toString);
    assertTrue(counts.cuts >= 1_000 && counts.restarts >= 100, counts::toString);
    assertTrue(counts.lostRaces >= 100 && counts.failedAppends >= 100, counts::toString);
    assertTrue(counts.unknownAppends >= 100 && counts.duplicates >= 1_000, counts::toString);
    assertTrue(counts.recalls >= 100 && counts.foldedSteps >= 1_000, counts::toString);
    assertTrue(counts.rebased >= 100 && counts.refrozen >= 10, counts::toString);
    assertTrue(counts.acknowledgements >= 1_000, counts::toString);
  }
}
