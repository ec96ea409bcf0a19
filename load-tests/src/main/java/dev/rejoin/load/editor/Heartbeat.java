package dev.rejoin.load.editor;

import io.vertx.core.Vertx;

/** Keeps one connection alive, and notices when the other end is not. */
final class Heartbeat {
  private final Vertx vertx;
  private final Runnable ping;
  private final Runnable dead;
  private long timer = -1;
  private boolean heard;
  private int silentBeats;

  Heartbeat(Vertx vertx, Runnable ping, Runnable dead) {
    this.vertx = vertx;
    this.ping = ping;
    this.dead = dead;
  }

  void start(long periodMillis) {
    stop();
    silentBeats = 0;
    timer = vertx.setPeriodic(periodMillis, id -> beat());
  }

  void stop() {
    vertx.cancelTimer(timer);
    timer = -1;
  }

  void heard() {
    heard = true;
  }

  private void beat() {
    silentBeats = heard ? 0 : silentBeats + 1;
    heard = false;
    if (silentBeats > 2) {
      dead.run();
    } else {
      ping.run();
    }
  }
}
