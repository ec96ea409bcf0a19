package dev.rejoin.load.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.load.check.Verdict;
import dev.rejoin.load.server.OwnServer;
import dev.rejoin.load.server.ServerOptions;
import dev.rejoin.load.testing.Rounds;
import dev.rejoin.load.testing.Tier;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A server that forgets history: who comes back from below the floor goes on, with the edits that
 * waited, and each is stored once. {@code -Dseed=n} chooses the seed.
 */
class ForgettingTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int KEPT_SECONDS = 5;

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void whoComesBackFromBelowTheFloorGoesOn() throws Exception {
    Rounds.play(1, ForgettingTest::forget);
  }

  private static long forget(long seed) throws IOException {
    OwnServer.Choice options =
        (store, data) -> ServerOptions.forTests(store, data).trimming(KEPT_SECONDS);
    try (OwnServer server = OwnServer.start("sqlite", options)) {
      Forgetting forgetting =
          new Forgetting(server, Tier.choose(1, 15), KEPT_SECONDS * 1_000, seed);
      LoadResult result = LoadTest.run(forgetting, server, LIMIT);
      assertEquals(Verdict.PASS, result.verdict());
      int rebased = result.figures().rebased();
      System.out.println(
          rebased + " rebased, " + result.figures().frozenAnew() + " frozen anew after stale");
      // What an editor says of itself may be a moment old: who seemed to be below may stand at it.
      assertTrue(rebased >= forgetting.absences() / 2, rebased + " came back from below the floor");
      return seed;
    }
  }
}
