package dev.rejoin.load.scenario;

import dev.rejoin.load.editor.Crowd;
import dev.rejoin.load.editor.Waiting;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Waits for what editors do: operations that are sent, and acknowledgements. */
final class Events {
  private Events() {}

  /** Whether so many sendings and acknowledgements came about. */
  static boolean happen(Crowd crowd, int events, Duration limit) {
    return happen(crowd, events, () -> {}, limit);
  }

  /** The same; then {@code action} has been run, at the moment of the last. */
  static boolean happen(Crowd crowd, int events, Runnable action, Duration limit) {
    CountDownLatch done = new CountDownLatch(1);
    crowd.afterEvents(
        events,
        () -> {
          action.run();
          done.countDown();
        });
    return Waiting.until(limit, () -> done.getCount() == 0 || crowd.hasFailure());
  }
}
