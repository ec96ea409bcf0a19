package dev.rejoin.ot.testing;

import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/**
 * Runs a check for many seeds. {@code -Dseed=n} runs that seed alone; {@code -Dtier=full} runs the
 * long count instead of the quick one.
 */
public final class Seeds {
  private Seeds() {}

  public static boolean full() {
    return "full".equals(System.getProperty("tier"));
  }

  /** Runs {@code check} with seeds 0 to {@code quick} - 1, or to {@code full} - 1. */
  public static void each(int quick, int full, LongConsumer check) {
    eachNth(1, quick, full, check);
  }

  /** Runs {@code check} with so many seeds from 0 on, each {@code step} behind the last. */
  public static void eachNth(int step, int quick, int full, LongConsumer check) {
    Long only = Long.getLong("seed");
    if (only != null) {
      run(only, check);
      return;
    }
    int count = full() ? full : quick;
    for (long index = 0; index < count; index++) {
      run(step * index, check);
    }
  }

  /** The same, several at once: {@code check} is called from many threads. */
  public static void eachOnAllCores(int quick, int full, LongConsumer check) {
    Long only = Long.getLong("seed");
    if (only != null) {
      run(only, check);
      return;
    }
    LongStream.range(0, full() ? full : quick).parallel().forEach(seed -> run(seed, check));
  }

  private static void run(long seed, LongConsumer check) {
    try {
      check.accept(seed);
    } catch (Throwable failure) {
      throw new AssertionError("failed with -Dseed=" + seed + ": " + failure.getMessage(), failure);
    }
  }
}
