package dev.rejoin.server.storage;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who wants to know that a log has grown. Used from any thread. */
public final class Watchers {
  private final Map<String, Set<Watcher>> watchers = new ConcurrentHashMap<>();

  /** One registration; equal to itself only, so that one runnable can be registered twice. */
  private final class Watcher implements Registration {
    private final String document;
    private final Runnable wakeUp;

    private Watcher(String document, Runnable wakeUp) {
      this.document = document;
      this.wakeUp = wakeUp;
    }

    @Override
    public void close() {
      watchers.computeIfPresent(
          document,
          (name, set) -> {
            set.remove(this);
            return set.isEmpty() ? null : set;
          });
    }
  }

  public Registration add(String document, Runnable wakeUp) {
    Watcher watcher = new Watcher(document, wakeUp);
    watchers.compute(
        document,
        (name, set) -> {
          Set<Watcher> grown = set == null ? ConcurrentHashMap.newKeySet() : set;
          grown.add(watcher);
          return grown;
        });
    return watcher;
  }

  /** Wakes those of the document, if the append made its log longer. */
  public void wakeIfGrown(String document, AppendResult result) {
    if (result instanceof AppendResult.Stored) {
      watchers.getOrDefault(document, Set.of()).forEach(watcher -> watcher.wakeUp.run());
    }
  }
}
