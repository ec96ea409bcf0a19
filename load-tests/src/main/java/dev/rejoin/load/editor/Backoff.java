package dev.rejoin.load.editor;

import java.util.Random;

/**
 * How long to wait before the next attempt to connect: at once the first time, then with full
 * jitter, longer and longer. Shorter than a browser's, since a load test has no time.
 */
final class Backoff {
  private static final int FIRST_MILLIS = 50;
  private static final int LONGEST_MILLIS = 400;

  private final Random random;
  private int attempts;

  Backoff(Random random) {
    this.random = random;
  }

  /** The next wait, at least 1 for the sake of timers. */
  long nextMillis() {
    int attempt = attempts++;
    if (attempt == 0) {
      return 1;
    }
    return 1L + random.nextInt(Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempt, 10)));
  }

  void succeeded() {
    attempts = 0;
  }
}
