package dev.rejoin.server.blocking;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What event loops did that they may not. Written by loops and the sampler, read by tests. */
final class Findings {

  private final Queue<String> found = new ConcurrentLinkedQueue<>();

  /** One sleep is seen many times, and told once. */
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  void add(String finding) {
    if (told.add(finding)) {
      found.add(finding);
    }
  }

  /** What was found since the last time. */
  List<String> take() {
    List<String> all = new ArrayList<>();
    for (String each = found.poll(); each != null; each = found.poll()) {
      all.add(each);
    }
    told.clear();
    return all;
  }
}
