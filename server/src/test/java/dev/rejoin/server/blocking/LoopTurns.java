package dev.rejoin.server.blocking;

import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.TimeUnit;

/**
 * The turns of one event loop: what it does from one look at its sockets to the next. Told by the
 * loop's own thread, once a turn.
 */
final class LoopTurns {

  static final long LIMIT_MILLIS = 100;

  /** Loading a class happens once in a process; a turn is excused for as many as were loaded. */
  private static final long MILLIS_A_CLASS = 5;

  private static final ClassLoadingMXBean CLASSES = ManagementFactory.getClassLoadingMXBean();

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Findings findings;

  // Written by the loop's thread, read by the sampler.
  private volatile Thread thread;
  private volatile long turn;

  /** What the sampler saw the loop do last, and in which turn. */
  private volatile Seen seen = new Seen(-1, "");

  // Touched by the loop's thread only.
  private long usedNanos;
  private long loadedClasses;

  LoopTurns(Findings findings) {
    this.findings = findings;
  }

  private record Seen(long turn, String stack) {}

  /** A turn is over, and the next begins. The first one is the loop's own start. */
  void next() {
    long used = THREADS.getCurrentThreadCpuTime();
    long millis = TimeUnit.NANOSECONDS.toMillis(used - usedNanos);
    long classes = CLASSES.getTotalLoadedClassCount();
    long limit = LIMIT_MILLIS + (classes - loadedClasses) * MILLIS_A_CLASS;
    if (thread != null && millis > limit) {
      findings.add(
          "%s used %d ms of processor time in one turn%s"
              .formatted(
                  thread.getName(), millis, seen.turn == turn ? ", here:" + seen.stack : ""));
    }
    thread = Thread.currentThread();
    usedNanos = used;
    loadedClasses = classes;
    long done = turn;
    turn = done + 1;
  }

  /** The loop's thread, or null before its first turn. */
  Thread thread() {
    return thread;
  }

  /** The number of the present turn. */
  long turn() {
    return turn;
  }

  /** The sampler saw this in that turn. */
  void saw(long inTurn, String stack) {
    seen = new Seen(inTurn, stack);
  }
}
