package dev.rejoin.server.storage.sqlite;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets what was used longest ago. Of the writer's thread. */
final class Recent<K, V> extends LinkedHashMap<K, V> {
  @Serial private static final long serialVersionUID = 1;
  private static final int MAX_SIZE = 10_000;

  Recent() {
    super(16, 0.75f, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > MAX_SIZE;
  }
}
