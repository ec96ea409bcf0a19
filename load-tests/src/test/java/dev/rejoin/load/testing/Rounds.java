package dev.rejoin.load.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The rounds of a test, a seed each. {@code -Dseed=n} runs only that one. */
public final class Rounds {
  /** While one server starts, the other is at work. */
  private static final int AT_ONCE = 2;

  private Rounds() {}

  /** A round. */
  public interface Round<T> {
    T play(long seed) throws Exception;
  }

  private static <T> T named(Round<T> round, long seed) {
    try {
      return round.play(seed);
    } catch (Exception | Error failure) {
      throw new AssertionError("failed with -Dseed=" + seed + ": " + failure.getMessage(), failure);
    }
  }

  /** Plays rounds 0, 1, 2 …, two at a time, and gives what came of them; or fails with its seed. */
  public static <T> List<T> play(int rounds, Round<T> round) throws Exception {
    long only = Long.getLong("seed", -1);
    List<Callable<T>> all = new ArrayList<>();
    for (long seed = only >= 0 ? only : 0; seed < (only >= 0 ? only + 1 : rounds); seed++) {
      long number = seed;
      all.add(() -> named(round, number));
    }
    ExecutorService lanes = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : all.stream().map(lanes::submit).toList()) {
        results.add(result.get());
      }
      return results;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw e;
    } finally {
      lanes.shutdownNow();
    }
  }
}
