package dev.rejoin.server.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The one clock of a simulation, and all that is going to happen, in the order of its time. */
final class VirtualTime {

  private static final int ENDLESS = 2_000_000;

  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::number));
  private long now;
  private long numbers;

  private record Due(long at, long number, Runnable task) {}

  long now() {
    return now;
  }

  /** What is due at one time happens in the order in which it was asked for. */
  void at(long due, Runnable task) {
    queue.add(new Due(Math.max(due, now), numbers++, task));
  }

  void after(long millis, Runnable task) {
    at(now + millis, task);
  }

  /** Lets time go by, up to and with {@code end}. */
  void runTo(long end) {
    while (!queue.isEmpty() && queue.peek().at() <= end) {
      Due due = queue.poll();
      now = due.at();
      due.task().run();
      if (numbers > ENDLESS) {
        throw new AssertionError("the tasks do not come to an end");
      }
    }
    now = Math.max(now, end);
  }
}
