package dev.rejoin.server.testing;

import dev.rejoin.server.document.Clock;
import dev.rejoin.server.document.Scheduler;
import dev.rejoin.server.storage.Registration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.PriorityQueue;

/** A clock and an event loop that move only when they are told to. */
public final class ManualTime implements Clock, Scheduler {

  private static final int ENDLESS = 1_000_000;

  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private final PriorityQueue<Timer> timers =
      new PriorityQueue<>(
          Comparator.comparingLong((Timer timer) -> timer.due)
              .thenComparing(timer -> timer.number));
  private long now = 1_000_000;
  private long numbers;

  private static final class Timer implements Registration {
    private final long due;
    private final Long number;
    private final Runnable task;
    private boolean closed;

    Timer(long due, long number, Runnable task) {
      this.due = due;
      this.number = number;
      this.task = task;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Override
  public long millis() {
    return now;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public Registration after(long millis, Runnable task) {
    Timer timer = new Timer(now + millis, numbers++, task);
    timers.add(timer);
    return timer;
  }

  /** Runs everything that is due now. */
  public void settle() {
    for (int i = 0; i < ENDLESS; i++) {
      Runnable task = tasks.poll();
      if (task == null) {
        return;
      }
      task.run();
    }
    throw new AssertionError("the tasks do not come to an end");
  }

  /** Lets time go by, timer by timer. */
  public void advance(long millis) {
    long end = now + millis;
    settle();
    while (!timers.isEmpty() && timers.peek().due <= end) {
      Timer timer = timers.poll();
      now = timer.due;
      if (!timer.closed) {
        timer.task.run();
      }
      settle();
    }
    now = end;
  }
}
