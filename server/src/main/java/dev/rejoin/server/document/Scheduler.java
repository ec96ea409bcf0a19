package dev.rejoin.server.document;

import dev.rejoin.server.storage.Registration;

/** One event loop: runs what it is given one after the other, in the order it was given. */
public interface Scheduler {

  /** Runs {@code task} later, on the loop. From any thread; never at once, also on the loop. */
  void execute(Runnable task);

  /** Runs {@code task} on the loop after so many milliseconds, unless it is closed before. */
  Registration after(long millis, Runnable task);
}
