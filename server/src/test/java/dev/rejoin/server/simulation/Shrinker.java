package dev.rejoin.server.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Makes a schedule that fails as short as it can: takes away ever smaller stretches of its events,
 * and then nodes and clients, as long as what is left still fails. (Zeller's delta debugging,
 * without its complements: they find nothing here that a smaller stretch does not.)
 */
final class Shrinker {

  private static final int MAX_RUNS = 3_000;

  private final Predicate<Schedule> fails;
  private Schedule best;
  private int runs;

  private Shrinker(Schedule failing, Predicate<Schedule> fails) {
    this.best = failing;
    this.fails = fails;
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
    return best.events().size() + best.nodes() + best.clients();
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
    while (best.clients() > 1
        && improves(new Schedule(best.seed(), best.nodes(), best.clients() - 1, best.events()))) {}
    while (best.nodes() > 1
        && improves(new Schedule(best.seed(), best.nodes() - 1, best.clients(), best.events()))) {}
  }

  private boolean improves(Schedule candidate) {
    if (runs++ >= MAX_RUNS || !fails.test(candidate)) {
      return false;
    }
    best = candidate;
    return true;
  }
}
