package dev.rejoin.load.editor;

/** Lets so many edits a second through, and after a pause the ones that it held back. */
final class TypingClock {
  private static final double NANOS_A_SECOND = 1e9;
  private static final double NANOS_A_MILLI = 1e6;

  private final int editsPerSecond;
  private boolean started;
  private long startedNanos;
  private long typed;

  /** 0: all of them. */
  TypingClock(int editsPerSecond) {
    this.editsPerSecond = editsPerSecond;
  }

  /** Begins to run; only the first time counts. */
  void start(long nowNanos) {
    if (!started) {
      started = true;
      startedNanos = nowNanos;
    }
  }

  /** Whether it is time for another edit; if so, that edit is counted. */
  boolean strikes(long nowNanos) {
    if (editsPerSecond > 0
        && typed >= (nowNanos - startedNanos) / NANOS_A_SECOND * editsPerSecond) {
      return false;
    }
    typed++;
    return true;
  }

  /** Milliseconds until it is time for another edit, rounded up; 0 or less when it is. */
  long millisToNext(long nowNanos) {
    double dueNanos = editsPerSecond == 0 ? 0 : typed * NANOS_A_SECOND / editsPerSecond;
    return (long) Math.ceil((dueNanos - (nowNanos - startedNanos)) / NANOS_A_MILLI);
  }
}
