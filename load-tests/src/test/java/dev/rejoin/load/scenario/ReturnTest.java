package dev.rejoin.load.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.load.check.Verdict;
import dev.rejoin.load.server.OwnServer;
import dev.rejoin.load.server.ServerOptions;
import dev.rejoin.load.testing.CountingServer;
import dev.rejoin.load.testing.Tier;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Promise I4: very many come back at once. All are brought up to date, and each document is loaded
 * once.
 */
class ReturnTest {
  private static final Duration LIMIT = Duration.ofMinutes(Tier.choose(3, 10));
  private static final int EDITORS = Tier.choose(1_000, 10_000);
  private static final int PER_DOCUMENT = 10;

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void allAreBroughtUpToDateAndEachDocumentIsLoadedOnce() throws IOException {
    try (OwnServer server =
        OwnServer.start(
            "sqlite",
            (store, data) -> ServerOptions.forTests(store, data).withMain(CountingServer.class))) {
      Returning returning = new Returning(server, EDITORS, PER_DOCUMENT, 1);
      LoadResult result = LoadTest.run(returning, server, LIMIT);
      assertEquals(Verdict.PASS, result.verdict());
      // Some had not come before it died, and one or the other may have finished.
      int cameBack = result.figures().cameBack();
      System.out.println(cameBack + " of " + EDITORS + " editors came back");
      assertTrue(cameBack > EDITORS * 9 / 10, cameBack + " editors came back");
      List<String> opened = CountingServer.opened(server.output());
      assertEquals(EDITORS / PER_DOCUMENT, new HashSet<>(opened).size());
      assertEquals(new HashSet<>(opened).size(), opened.size(), "each is loaded once");
    }
  }
}
