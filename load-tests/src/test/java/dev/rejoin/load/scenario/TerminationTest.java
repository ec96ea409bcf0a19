package dev.rejoin.load.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.load.check.Verdict;
import dev.rejoin.load.scenario.Restarting.Way;
import dev.rejoin.load.server.OwnServer;
import dev.rejoin.load.server.ServerOptions;
import dev.rejoin.load.testing.HastyServer;
import dev.rejoin.load.testing.Rounds;
import dev.rejoin.load.testing.Tier;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Promise D7: a server that is told to end under load ends in order, within ten seconds; its
 * clients are asked to go, and nothing that was acknowledged is lost. {@code -Dseed=n} runs one
 * seed.
 */
class TerminationTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int EDITORS = 8;

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void serverThatIsToldToEndLosesNothingAndEndsSoon() throws Exception {
    int stops = Tier.choose(2, 10);
    List<Integer> asked =
        Rounds.play(
            Tier.choose(1, 5),
            seed -> {
              LoadResult result = stop(ServerOptions::forTests, stops, seed);
              assertEquals(Verdict.PASS, result.verdict());
              return result.figures().drained();
            });
    // Who is just connecting when it ends is not asked.
    assertTrue(
        asked.stream().allMatch(each -> each > stops * EDITORS / 2),
        "only so many times an editor was asked to go: " + asked);
  }

  @Test
  void serverThatAcknowledgesJustBeforeItStoresIsCaught() throws IOException {
    LoadResult result =
        stop(
            (store, data) -> ServerOptions.forTests(store, data).withMain(HastyServer.class), 1, 0);
    assertTrue(
        result.verdict().faults().stream()
            .anyMatch(fault -> fault.endsWith("the document is another one")),
        () -> result.verdict().toString());
    assertEquals(0, result.figures().drained());
  }

  private static LoadResult stop(OwnServer.Choice options, int stops, long seed)
      throws IOException {
    try (OwnServer server = OwnServer.start("sqlite", options)) {
      return LoadTest.run(
          new Restarting(server, Way.TERMINATED, EDITORS, stops, 500, seed), server, LIMIT);
    }
  }
}
