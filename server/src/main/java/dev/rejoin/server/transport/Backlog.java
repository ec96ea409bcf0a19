package dev.rejoin.server.transport;

import dev.rejoin.server.config.Limits;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts what waits to be sent on one socket. From the first bound on, documents hold back; beyond
 * the second the client is let go. For any thread.
 *
 * <p>No wake-up is lost: whoever saw no room saw at least {@code high} bytes, so the count has yet
 * to come down past {@code low}, and exactly one decrement crosses it.
 */
final class Backlog {

  private final long high;
  private final long low;
  private final long most;
  private final AtomicLong waiting = new AtomicLong();

  Backlog(Limits limits) {
    this.high = limits.foldOutboundBytes();
    this.low = limits.foldOutboundBytes() / 2;
    this.most = limits.maxOutboundBytes();
  }

  /** So much more waits. Whether no more did before than may. */
  boolean takes(int cost) {
    return waiting.getAndAdd(cost) <= most;
  }

  /** So much was sent. Whether this is the moment to tell whoever holds back. */
  boolean drains(int cost) {
    long now = waiting.addAndGet(-cost);
    return now <= low && now + cost > low;
  }

  boolean hasRoom() {
    return waiting.get() < high;
  }

  /** How much may wait. */
  long most() {
    return most;
  }
}
