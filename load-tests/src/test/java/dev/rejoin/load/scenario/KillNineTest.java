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
 * Promise D1: acknowledged means stored, also when the server is killed. {@code -Dseed=n} runs one
 * seed.
 */
class KillNineTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int EDITORS = 8;

  @Test
  @Timeout(value = 40, unit = TimeUnit.MINUTES)
  void whatWasAcknowledgedIsThereAfterKillNine() throws Exception {
    int rounds = Tier.choose(1, 20);
    int kills = Tier.choose(5, 10);
    List<LoadResult> results =
        Rounds.play(
            rounds,
            seed -> {
              int events = Tier.choose(600, 5_200);
              LoadResult result = kill("sqlite", ServerOptions::forTests, kills, events, seed);
              assertEquals(Verdict.PASS, result.verdict());
              return result;
            });
    long acknowledged = results.stream().mapToLong(each -> each.figures().operations()).sum();
    int sentAgain = results.stream().mapToInt(each -> each.figures().sentAgain()).sum();
    int foundStored = results.stream().mapToInt(each -> each.figures().foundStored()).sum();
    System.out.printf(
        "%d kills, %d acknowledged, %d sent again, %d found stored%n",
        results.size() * kills, acknowledged, sentAgain, foundStored);
    // Kills that hit nobody in the middle of anything would prove nothing.
    assertTrue(sentAgain > kills, "only " + sentAgain + " operations were sent again");
    boolean all = results.size() == rounds;
    assertTrue(!all || !Tier.isFull() || foundStored > 0, "none was stored and not acknowledged");
    assertTrue(!all || acknowledged >= Tier.choose(900, 500_000), "only " + acknowledged);
  }

  @Test
  void serverThatForgetsWhatItAcknowledgedIsCaught() throws IOException {
    assertLosesSomething(kill("memory", ServerOptions::forTests, 1, 400, 0));
  }

  @Test
  void serverThatAcknowledgesJustBeforeItStoresIsCaught() throws IOException {
    assertTellsOfAnother(
        kill(
            "sqlite",
            (store, data) -> ServerOptions.forTests(store, data).withMain(HastyServer.class),
            1,
            400,
            0));
  }

  private static void assertLosesSomething(LoadResult result) {
    assertTrue(
        result.verdict().faults().stream().anyMatch(fault -> fault.endsWith(" and is lost")),
        () -> result.verdict().toString());
  }

  /** Editors have seen entries that the log does not have, and notice. */
  private static void assertTellsOfAnother(LoadResult result) {
    assertTrue(
        result.verdict().faults().stream()
            .anyMatch(fault -> fault.endsWith("the document is another one")),
        () -> result.verdict().toString());
  }

  private static LoadResult kill(
      String store, OwnServer.Choice options, int kills, int events, long seed) throws IOException {
    try (OwnServer server = OwnServer.start(store, options)) {
      return LoadTest.run(
          new Restarting(server, Way.KILLED, EDITORS, kills, events, seed), server, LIMIT);
    }
  }
}
