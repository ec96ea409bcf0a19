package dev.rejoin.server.simulation;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

  /** Each so manieth seed is played with the TypeScript client too. */
  static final int SCRIPT_EVERY = 5;

  static final int QUICK_SCRIPT = QUICK / SCRIPT_EVERY;

  /** What has to have happened in the quick version, whatever it is. */
  private static final int ENOUGH = QUICK / 10;

  private static final int SCRIPT_ENOUGH = QUICK_SCRIPT / 20;

  /** What the TypeScript client has to have been told. */
  private static final List<String> WORDS =
      List.of(
          "load", "edit", "select", "message", "opened", "closed", "woken", "timers", "restore",
          "adopt");

  /** {@code -Dschedule=name} replays one of them alone, and prints what happens in it. */
  @TestFactory
  Stream<DynamicTest> whatFailedOnceDoesNotFailAgain() {
    Optional<String> only = Optional.ofNullable(System.getProperty("schedule"));
    return Corpus.kept().files().stream()
        .filter(file -> only.map(name -> file.endsWith(name + ".schedule")).orElse(true))
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> replay(file)));
  }

  private static void replay(Path file) {
    assumeTrue(
        Corpus.read(file).players() == Players.JAVA || Script.isPossible(),
        "web-client/node_modules is not there");
    Corpus.replay(file, told("schedule"));
  }

  /** Prints what happens in a run that was asked for by name. */
  private static Optional<Consumer<String>> told(String property) {
    return Optional.ofNullable(System.getProperty(property)).map(any -> System.out::println);
  }

  @Test
  void whateverHappensAllAreEqualInTheEnd() {
    Tally tally = new Tally();
    Seeds.each(QUICK, FULL, seed -> play(Weather.of(seed), tally, Optional.empty()));
    System.out.println(tally);
    if (Long.getLong("seed") == null) {
      requireCruel(tally, ENOUGH);
    }
  }

  /** Every second client is the one that browsers run, in lockstep with this clock. */
  @Test
  void theClientOfBrowsersTakesPart() {
    assumeTrue(Script.isPossible(), "web-client/node_modules is not there");
    Tally tally = new Tally();
    try (Script script = Script.start()) {
      Seeds.eachNth(
          SCRIPT_EVERY,
          QUICK_SCRIPT,
          FULL / SCRIPT_EVERY,
          seed -> play(Weather.of(seed).with(Players.SCRIPT), tally, Optional.of(script)));
    }
    System.out.println("with the TypeScript client: " + tally);
    if (Long.getLong("seed") == null) {
      requireCruel(tally, SCRIPT_ENOUGH);
      WORDS.forEach(word -> require(word, tally.script.get(word), SCRIPT_ENOUGH));
    }
  }

  private static void play(Schedule schedule, Tally tally, Optional<Script> script) {
    Optional<Consumer<String>> listener = told("seed");
    listener.ifPresent(listening -> listening.accept(schedule.toString()));
    try {
      Simulation.run(schedule, tally, listener, script);
    } catch (AssertionError | RuntimeException failure) {
      throw shortened(schedule, failure, script);
    }
  }

  private static AssertionError shortened(
      Schedule schedule, Throwable failure, Optional<Script> script) {
    Schedule shortest = Shrinker.shrink(schedule, failure, script);
    Throwable what = Shrinker.failure(shortest, script).orElse(failure);
    Path file = Corpus.kept().keep(shortest, what);
    return new AssertionError(
        "seed %d: %s%nkept as %s:%n%s"
            .formatted(schedule.seed(), what.getMessage(), file, shortest),
        what);
  }

  /** A test that runs in calm weather proves nothing. */
  private static void requireCruel(Tally tally, int enough) {
    for (Kind kind : Kind.values()) {
      require(kind, tally.events.get(kind), enough);
    }
    List.of(
            tally.lostRaces,
            tally.storeFailures,
            tally.readsOfHistory,
            tally.foldedSteps,
            tally.rebased,
            tally.diverged,
            tally.copies,
            tally.cursorsShown,
            tally.damagedDocuments)
        .forEach(times -> assertTrue(times >= enough, tally.toString()));
  }

  private static void require(Object what, Integer counted, int enough) {
    int times = Optional.ofNullable(counted).orElse(0);
    assertTrue(times >= enough, what + " happened " + times + " times");
  }
}
