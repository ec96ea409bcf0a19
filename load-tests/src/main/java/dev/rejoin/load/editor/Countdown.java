package dev.rejoin.load.editor;

import java.util.concurrent.atomic.AtomicInteger;

/** Does something at the n-th event, whichever thread brings it. */
final class Countdown {
  static final Countdown NONE = new Countdown(0, () -> {});

  private final AtomicInteger left;
  private final Runnable action;

  Countdown(int events, Runnable action) {
    this.left = new AtomicInteger(events);
    this.action = action;
  }

  void event() {
    if (left.get() > 0 && left.decrementAndGet() == 0) {
      action.run();
    }
  }
}
