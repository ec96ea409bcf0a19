package dev.rejoin.load.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.load.check.Verdict;
import dev.rejoin.load.editor.Pace;
import dev.rejoin.load.server.OwnServer;
import dev.rejoin.load.server.ServerOptions;
import dev.rejoin.load.testing.Tier;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The scenarios of the load tester, short. */
class PeopleTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration TIME = Duration.ofSeconds(Tier.choose(2, 60));

  private static OwnServer server;

  @BeforeAll
  static void start() throws IOException {
    server = OwnServer.start("sqlite", ServerOptions::forTests);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void pairsConverge() throws IOException {
    assertPasses(new Typing(8, 2, Pace.perSecond(50), TIME, 1));
  }

  @Test
  void manyInOneDocumentConverge() throws IOException {
    assertPasses(new Typing(20, 20, Pace.perSecond(20), TIME, 2));
  }

  @Test
  void whoIsCutOffAndTypesOnComesBackAndConverges() throws IOException {
    LoadResult result = assertPasses(new Rejoining(8, 4, Pace.perSecond(50), TIME, 3));
    assertTrue(result.figures().connections() > 8, "nobody was cut off");
  }

  private static LoadResult assertPasses(Scenario scenario) throws IOException {
    LoadResult result = LoadTest.run(scenario, server, LIMIT);
    assertEquals(Verdict.PASS, result.verdict());
    assertTrue(result.figures().edits() > 100, () -> "typed " + result.figures().edits());
    return result;
  }
}
