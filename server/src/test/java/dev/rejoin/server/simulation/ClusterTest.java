package dev.rejoin.server.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.testing.Seeds;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/**
 * Promise S1: whole clusters from a seed. A seed that fails is shortened, and kept in {@link
 * Corpus}; {@code -Dseed=n} plays one alone, and prints what happens in it.
 */
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class ClusterTest {

  private static final int QUICK = 500;
  private static final int FULL = 20_000;

  /** What has to have happened in so many runs, each at least once in ten of them. */
  private static final int ENOUGH = QUICK / 10;

  @TestFactory
  Stream<DynamicTest> whatFailedOnceDoesNotFailAgain() {
    return Corpus.kept().files().stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(),
                    () -> Simulation.run(Corpus.read(file), new Tally())));
  }

  @Test
  void whateverHappensAllAreEqualInTheEnd() {
    Tally tally = new Tally();
    Seeds.each(QUICK, FULL, seed -> play(seed, tally));
    System.out.println(tally);
    if (Long.getLong("seed") == null) {
      requireCruel(tally);
    }
  }

  private static void play(long seed, Tally tally) {
    Schedule schedule = Weather.of(seed);
    Optional<Consumer<String>> listener = Optional.empty();
    if (Long.getLong("seed") != null) {
      System.out.println(schedule);
      listener = Optional.of(System.out::println);
    }
    try {
      Simulation.run(schedule, tally, listener);
    } catch (AssertionError | RuntimeException failure) {
      throw shortened(schedule, failure);
    }
  }

  private static AssertionError shortened(Schedule schedule, Throwable failure) {
    Schedule shortest =
        Shrinker.shrink(schedule, candidate -> Shrinker.failure(candidate).isPresent());
    Throwable what = Shrinker.failure(shortest).orElse(failure);
    Path file = Corpus.kept().keep(shortest, what);
    return new AssertionError(what.getMessage() + "\nkept as " + file + ":\n" + shortest, what);
  }

  /** A test that runs in calm weather proves nothing. */
  private static void requireCruel(Tally tally) {
    for (Kind kind : Kind.values()) {
      if (kind == Kind.EDIT || kind.weight > 0) {
        int times = Optional.ofNullable(tally.events.get(kind)).orElse(0);
        assertTrue(times >= ENOUGH, kind + " happened " + times + " times");
      }
    }
    List.of(tally.lostRaces, tally.storeFailures, tally.readsOfHistory, tally.foldedSteps)
        .forEach(times -> assertTrue(times >= ENOUGH, tally.toString()));
  }
}
