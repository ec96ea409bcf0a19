package dev.rejoin.server.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The one clock of a simulation, and all that is going to happen, in the order of its time. */
final class VirtualTime {

  private static final int ENDLESS = 2_000_000;

  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));

  private long elapsed;
  private long leapt;
  private long numbers;

  private record Due(long at, long number, Runnable task) {}

  /** What clocks show. */
  long now() {
    return elapsed + leapt;
  }

  /** How long it has been going on, leaps not counted. What happens is planned by this. */
  long elapsed() {
    return elapsed;
  }

  /** How much of {@link #now} was leapt over. */
  long leapt() {
    return leapt;
  }

  /**
   * What is due at one time happens in the order in which it was asked for.
   *
   * @param due in time elapsed
   */
  void at(long due, Runnable task) {
    queue.add(new Due(Math.max(due, elapsed), numbers++, task));
  }

  void after(long millis, Runnable task) {
    at(elapsed + millis, task);
  }

  /**
   * All clocks go on by so much, and nothing happens meanwhile: what was due in a second still is.
   */
  void leap(long millis) {
    leapt += millis;
  }

  /** Lets so much time go by, leaps not counted. */
  void runFor(long millis) {
    long end = elapsed + millis;
    while (!queue.isEmpty() && queue.peek().at() <= end) {
      Due due = queue.poll();
      elapsed = due.at();
      due.task().run();
      if (numbers > ENDLESS) {
        throw new AssertionError("the tasks do not come to an end");
      }
    }
    elapsed = end;
  }
}
