package dev.rejoin.server.document;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The edits that wait at one document, in the order they came; no more than a limit. */
final class SubmissionQueue {

  private final int max;
  private final Deque<Queued> waiting = new ArrayDeque<>();

  SubmissionQueue(int max) {
    this.max = max;
  }

  /** Whether there was room. */
  boolean offer(Queued queued) {
    return waiting.size() < max && waiting.offerLast(queued);
  }

  /** The next one, or null. */
  Queued poll() {
    return waiting.pollFirst();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Puts back what was taken out, in the same order, before all others. */
  void putBack(List<Queued> taken) {
    for (int i = taken.size() - 1; i >= 0; i--) {
      waiting.offerFirst(taken.get(i));
    }
  }

  /** Takes all out. */
  List<Queued> drain() {
    List<Queued> all = new ArrayList<>(waiting);
    waiting.clear();
    return all;
  }
}
