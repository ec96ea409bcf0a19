package dev.rejoin.server.transport;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what is inside in the whole server, sockets or requests, and closes the door when there is
 * enough.
 */
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
