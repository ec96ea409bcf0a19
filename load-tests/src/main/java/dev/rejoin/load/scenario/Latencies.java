package dev.rejoin.load.scenario;

import java.util.Locale;
import java.util.stream.LongStream;

/** Many measured times, kept one by one: nothing is rounded into buckets. */
public final class Latencies {
  private static final double NANOS_A_MILLI = 1e6;

  private final long[] sortedNanos;

  private Latencies(long[] sortedNanos) {
    this.sortedNanos = sortedNanos;
  }

  public static Latencies of(LongStream nanos) {
    return new Latencies(nanos.sorted().toArray());
  }

  /** The smallest one that at least so many of a thousand do not exceed; 0 if there are none. */
  public double millis(int permille) {
    if (sortedNanos.length == 0) {
      return 0;
    }
    long rank = ((long) sortedNanos.length * permille + 999) / 1_000;
    return sortedNanos[(int) Math.max(0, rank - 1)] / NANOS_A_MILLI;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "p50 %.2f ms, p99 %.2f ms, max %.2f ms",
        millis(500),
        millis(990),
        millis(1_000));
  }
}
