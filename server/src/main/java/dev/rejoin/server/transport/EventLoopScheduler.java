package dev.rejoin.server.transport;

import dev.rejoin.server.document.Scheduler;
import dev.rejoin.server.storage.Registration;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The scheduler of one of Vert.x's event loops. */
public final class EventLoopScheduler implements Scheduler {

  private static final Logger LOG = Logger.getLogger(EventLoopScheduler.class.getName());

  /** Nobody on this loop is served meanwhile. */
  private static final long LONG_MILLIS = 100;

  private final EventLoop eventLoop;

  public EventLoopScheduler(EventLoop eventLoop) {
    this.eventLoop = eventLoop;
  }

  @Override
  public void execute(Runnable task) {
    eventLoop.execute(() -> run(task));
  }

  @Override
  public Registration after(long millis, Runnable task) {
    ScheduledFuture<?> planned = eventLoop.schedule(() -> run(task), millis, TimeUnit.MILLISECONDS);
    return () -> planned.cancel(false);
  }

  /** The one place where a bug in a task is seen, and one that takes too long: the loop goes on. */
  private static void run(Runnable task) {
    long began = System.nanoTime();
    try {
      task.run();
    } catch (RuntimeException | AssertionError bug) {
      LOG.log(Level.SEVERE, "a task failed", bug);
    }
    long millis = (System.nanoTime() - began) / 1_000_000;
    if (millis > LONG_MILLIS) {
      LOG.log(Level.WARNING, "a task held its event loop for {0} ms", millis);
    }
  }
}
