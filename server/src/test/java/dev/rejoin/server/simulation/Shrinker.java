package dev.rejoin.server.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a schedule that fails as short as it can: takes away ever smaller stretches of its events,
 * and then documents, clients and nodes, as long as what is left still fails. (Zeller's delta
 * debugging, without its complements: they find nothing here that a smaller stretch does not.)
 */
final class Shrinker {

  private static final int MAX_RUNS = 3_000;

  /** Words that say in which state somebody is. */
  private static final Set<String> WHERE = Set.of("live", "apart");

  private final Predicate<Schedule> fails;
  private Schedule best;
  private int runs;

  private Shrinker(Schedule failing, Predicate<Schedule> fails) {
    this.best = failing;
    this.fails = fails;
  }

  /** The shortest that was found in which the same goes wrong; at worst {@code failing} itself. */
  static Schedule shrink(Schedule failing, Throwable how, Optional<Script> script) {
    String kind = kind(how);
    return shrink(
        failing,
        candidate -> failure(candidate, script).filter(it -> kind(it).equals(kind)).isPresent());
  }

  /** What went wrong, without whom it happened to and where: the small words of the message. */
  private static String kind(Throwable failure) {
    String words = String.valueOf(failure.getMessage()).replaceAll("\\[.*\\]", "");
    return Stream.of(words.split("\\s+"))
        .filter(word -> word.matches("[a-z]{2,}") && !WHERE.contains(word))
        .collect(Collectors.joining(" "));
  }

  /** The shortest that was found; at worst {@code failing} itself. */
  static Schedule shrink(Schedule failing, Predicate<Schedule> fails) {
    return new Shrinker(failing, fails).shrink();
  }

  /** The failure of a schedule, if it fails. */
  static Optional<Throwable> failure(Schedule schedule, Optional<Script> script) {
    try {
      Simulation.run(schedule, new Tally(), Optional.empty(), script);
      return Optional.empty();
    } catch (AssertionError | RuntimeException failure) {
      return Optional.of(failure);
    }
  }

  private Schedule shrink() {
    int before;
    do {
      before = size();
      for (int length = best.events().size(); length > 0; length /= 2) {
        withoutStretches(length);
      }
      fewer();
    } while (size() < before && runs < MAX_RUNS);
    return best;
  }

  private int size() {
    return best.events().size() + best.nodes() + best.clients() + best.documents();
  }

  private void withoutStretches(int length) {
    int from = 0;
    while (from < best.events().size()) {
      List<Event> rest = new ArrayList<>(best.events());
      rest.subList(from, Math.min(from + length, rest.size())).clear();
      if (!improves(best.with(rest))) {
        from += length;
      }
    }
  }

  private void fewer() {
    while (best.documents() > 1 && improves(best.smaller(0, 0, 1))) {}
    while (best.clients() > 1 && improves(best.smaller(0, 1, 0))) {}
    while (best.nodes() > 1 && improves(best.smaller(1, 0, 0))) {}
  }

  private boolean improves(Schedule candidate) {
    if (runs++ >= MAX_RUNS || !fails.test(candidate)) {
      return false;
    }
    best = candidate;
    return true;
  }
}
