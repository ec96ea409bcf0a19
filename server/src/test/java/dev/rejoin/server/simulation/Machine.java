package dev.rejoin.server.simulation;

import dev.rejoin.server.document.Clock;
import dev.rejoin.server.document.Scheduler;
import dev.rejoin.server.storage.Registration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One process with one event loop. Its tasks run in their order; they wait while it is paused, and
 * are gone when it is killed. Its clock can be set.
 */
final class Machine implements Scheduler, Clock {

  private final VirtualTime time;
  private final Deque<Task> waiting = new ArrayDeque<>();
  private boolean paused;
  private boolean killed;
  private long clockOff;

  Machine(VirtualTime time) {
    this.time = time;
  }

  private static final class Task implements Registration {
    private final Runnable work;
    private boolean closed;

    Task(Runnable work) {
      this.work = work;
    }

    @Override
    public void close() {
      closed = true;
    }

    void run() {
      if (!closed) {
        work.run();
      }
    }
  }

  @Override
  public long millis() {
    return time.now() + clockOff;
  }

  @Override
  public void execute(Runnable task) {
    after(0, task);
  }

  @Override
  public Registration after(long millis, Runnable work) {
    return at(time.elapsed() + millis, work);
  }

  Registration at(long due, Runnable work) {
    Task task = new Task(work);
    time.at(due, () -> arrived(task));
    return task;
  }

  private void arrived(Task task) {
    if (killed) {
      return;
    }
    if (paused) {
      waiting.add(task);
    } else {
      task.run();
    }
  }

  /** Nothing runs for a while; what comes meanwhile runs afterwards. */
  void pause(long millis) {
    if (!paused) {
      paused = true;
      time.after(millis, this::wake);
    }
  }

  void wake() {
    paused = false;
    while (!waiting.isEmpty() && !paused && !killed) {
      waiting.poll().run();
    }
  }

  void kill() {
    killed = true;
    waiting.clear();
  }

  boolean isKilled() {
    return killed;
  }

  /** Somebody sets the clock: from now on it is off by so much. */
  void setClock(long off) {
    clockOff = off;
  }
}
