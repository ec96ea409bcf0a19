package dev.rejoin.server.transport;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the sockets of the whole server, and closes the door when there are enough. */
public final class Admission {

  private final int max;
  private final AtomicInteger inside = new AtomicInteger();
  private volatile boolean closed;

  public Admission(int max) {
    this.max = max;
  }

  /** Whether one more may come in; it is counted then. */
  boolean enter() {
    if (closed) {
      return false;
    }
    if (inside.incrementAndGet() <= max) {
      return true;
    }
    inside.decrementAndGet();
    return false;
  }

  void leave() {
    inside.decrementAndGet();
  }

  /** From now on nobody comes in. */
  public void close() {
    closed = true;
  }

  public boolean isClosed() {
    return closed;
  }

  /** How many are inside. */
  public int inside() {
    return inside.get();
  }
}
