package dev.rejoin.load.editor;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition, for so long and no longer. */
public final class Waiting {
  private static final long LOOK_EVERY_NANOS = 2_000_000;

  private Waiting() {}

  /** True as soon as the condition holds; false when the time is over or somebody interrupts. */
  public static boolean until(Duration limit, BooleanSupplier condition) {
    long started = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - started > limit.toNanos() || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
    return true;
  }
}
