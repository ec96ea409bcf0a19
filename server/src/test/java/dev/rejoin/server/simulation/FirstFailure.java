package dev.rejoin.server.simulation;

import java.util.List;
import java.util.Optional;

/** Looks for a seed that fails. For those who expect one, and load this class beside a mutant. */
public final class FirstFailure {
  private FirstFailure() {}

  /** What is wrong with the first of so many seeds that fails; null if none does. */
  public static String among(int seeds) {
    for (long seed = 0; seed < seeds; seed++) {
      var failure = Shrinker.failure(Weather.of(seed), Optional.empty());
      if (failure.isPresent()) {
        return "seed " + seed + ": " + failure.get().getMessage();
      }
    }
    return null;
  }

  /** The first of so many seeds that fails, as short as it gets; null if none does. */
  public static String shortest(int seeds) {
    for (long seed = 0; seed < seeds; seed++) {
      Schedule schedule = Weather.of(seed);
      var failure = Shrinker.failure(schedule, Optional.empty());
      if (failure.isPresent()) {
        return Shrinker.shrink(schedule, failure.get(), Optional.empty()).toString();
      }
    }
    return null;
  }

  /** What is wrong with a schedule as it is written down; null if nothing is. */
  public static String of(String schedule) {
    return Shrinker.failure(Schedule.parse(List.of(schedule.split("\n"))), Optional.empty())
        .map(Throwable::getMessage)
        .orElse(null);
  }
}
