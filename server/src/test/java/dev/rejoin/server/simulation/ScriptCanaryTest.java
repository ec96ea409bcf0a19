package dev.rejoin.server.simulation;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bug in the client of browsers is seen by the seeds that {@link ClusterTest} plays. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ScriptCanaryTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "later typing goes into the operation in flight",
        "a nack frees the outbox",
        "the tie is broken the other way",
        "the outbox loses the last edits",
        "who left is still shown",
      })
  void isSeen(String bug) {
    assumeTrue(Script.isPossible(), "web-client/node_modules is not there");
    try (Script script = Script.startWithBug(bug)) {
      assertTrue(
          LongStream.range(0, ClusterTest.QUICK_SCRIPT)
              .map(index -> ClusterTest.SCRIPT_EVERY * index)
              .anyMatch(seed -> fails(seed, script)),
          bug + " lives on");
    }
  }

  private static boolean fails(long seed, Script script) {
    Schedule schedule = Weather.of(seed).with(Players.SCRIPT);
    Optional<Throwable> failure = Shrinker.failure(schedule, Optional.of(script));
    failure.ifPresent(what -> assertFalse(what.getMessage().contains(Script.GONE), "it crashed"));
    return failure.isPresent();
  }
}
