package dev.rejoin.server.storage;

import dev.rejoin.ot.sync.Entry;
import java.util.List;

/** What every store demands of entries before it looks at its log. */
public final class Appends {
  private Appends() {}

  /** There must be at least one. */
  public static void requireSome(List<Entry> entries) {
    if (entries.isEmpty()) {
      throw new IllegalArgumentException("nothing to append");
    }
  }

  /**
   * They must be {@code head + 1 …} without gaps.
   *
   * @throws IllegalArgumentException if not: the caller is wrong, not the log
   */
  public static void requireContiguous(long head, List<Entry> entries) {
    long revision = head;
    for (Entry entry : entries) {
      revision++;
      if (entry.revision() != revision) {
        throw new IllegalArgumentException(
            "entry of revision %d where %d was due".formatted(entry.revision(), revision));
      }
    }
  }

  /**
   * A site's sequences have neither gaps nor doubles, for ever. The sequencer sees to it; a store
   * refuses to be the place where that goes wrong.
   */
  public static void requireNext(Entry entry, long lastSequence) {
    if (entry.sequence() != lastSequence + 1) {
      throw new IllegalArgumentException(
          "entry %d of site %s has sequence %d, but the log holds %d of it"
              .formatted(entry.revision(), entry.site(), entry.sequence(), lastSequence));
    }
  }
}
