package dev.rejoin.server.document;

import dev.rejoin.server.config.Limits;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The edits that wait at one document, in the order they came; no more than a limit, in number and
 * in bytes. An empty queue takes any, however large.
 */
final class SubmissionQueue {

  private final int max;
  private final long maxBytes;
  private final Deque<Queued> waiting = new ArrayDeque<>();
  private long bytes;

  private SubmissionQueue(int max, long maxBytes) {
    this.max = max;
    this.maxBytes = maxBytes;
  }

  /** An empty one, of one document. */
  static SubmissionQueue of(Limits limits) {
    return new SubmissionQueue(
        limits.maxQueuedSubmissionsPerDocument(), limits.maxQueuedSubmissionBytesPerDocument());
  }

  /** Whether there was room. */
  boolean offer(Queued queued) {
    boolean full = waiting.size() >= max || bytes + weight(queued) > maxBytes;
    if (full && !waiting.isEmpty()) {
      return false;
    }
    bytes += weight(queued);
    return waiting.offerLast(queued);
  }

  /** The next one, or null. */
  Queued poll() {
    Queued next = waiting.pollFirst();
    if (next != null) {
      bytes -= weight(next);
    }
    return next;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Puts back what was taken out, in the same order, before all others. */
  void putBack(List<Queued> taken) {
    for (int i = taken.size() - 1; i >= 0; i--) {
      waiting.offerFirst(taken.get(i));
      bytes += weight(taken.get(i));
    }
  }

  /** Takes all out. */
  List<Queued> drain() {
    List<Queued> all = new ArrayList<>(waiting);
    waiting.clear();
    bytes = 0;
    return all;
  }

  private static int weight(Queued queued) {
    return queued.submission().operation().weight();
  }
}
