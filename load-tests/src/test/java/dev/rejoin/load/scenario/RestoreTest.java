package dev.rejoin.load.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.load.check.Verdict;
import dev.rejoin.load.server.Operator;
import dev.rejoin.load.server.OwnServer;
import dev.rejoin.load.server.ServerOptions;
import dev.rejoin.load.testing.Rounds;
import dev.rejoin.load.testing.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Promise D8: a backup under load has all that was acknowledged before; after its restore everybody
 * goes on, and who has seen more than it has keeps a copy. {@code -Dseed=n} runs one seed.
 */
class RestoreTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final int KEPT_SECONDS = 5;
  private static final String DATABASE = "rejoin.db";

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void afterARestoreEverybodyGoesOnAndNothingIsLostUnseen() throws Exception {
    Rounds.play(
        Tier.choose(1, 50),
        seed -> {
          assertEquals(Verdict.PASS, restore(Operator.CAREFUL, seed));
          return seed;
        });
  }

  /** The client that was away takes the new entries for the ones that it has seen. */
  @Test
  void aRestoreThatKeepsTheLineageIsCaught() throws IOException {
    Operator careless =
        new Operator() {
          @Override
          public void backUp(Path data, Path file) throws IOException {
            CAREFUL.backUp(data, file);
          }

          @Override
          public void restore(Path file, Path data) throws IOException {
            Files.copy(file, Files.createDirectory(data).resolve(DATABASE));
          }
        };
    assertFault(restore(careless, 0), " is not what Editor ");
  }

  @Test
  void aBackupByCopyingTheFileIsCaught() throws IOException {
    Operator careless =
        new Operator() {
          @Override
          public void backUp(Path data, Path file) throws IOException {
            Files.copy(data.resolve(DATABASE), file);
          }

          @Override
          public void restore(Path file, Path data) throws IOException {
            CAREFUL.restore(file, data);
          }
        };
    assertFault(restore(careless, 0), " before the backup, which lacks it");
  }

  private static void assertFault(Verdict verdict, String part) {
    assertTrue(
        verdict.faults().stream().anyMatch(fault -> fault.contains(part)), verdict::toString);
  }

  /** Every third server forgets history meanwhile. */
  private static Verdict restore(Operator operator, long seed) throws IOException {
    boolean trimming = seed % 3 == 2;
    OwnServer.Choice options =
        (store, data) -> {
          ServerOptions usual = ServerOptions.forTests(store, data);
          return trimming ? usual.trimming(KEPT_SECONDS) : usual;
        };
    try (OwnServer server = OwnServer.start("sqlite", options)) {
      Restoring restoring = new Restoring(server, operator, trimming, seed);
      LoadResult result = LoadTest.run(restoring, server, LIMIT);
      return result.verdict();
    }
  }
}
