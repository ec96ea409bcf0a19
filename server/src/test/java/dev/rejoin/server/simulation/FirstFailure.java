package dev.rejoin.server.simulation;

import java.util.Optional;

/** Looks for a seed that fails. For those who expect one. */
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
}
