package dev.rejoin.server.replay;

import dev.rejoin.ot.Content;
import dev.rejoin.ot.sync.Entry;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the server has stored of a document: the stretch that a bundle is about.
 *
 * @param lineage what it is called now
 * @param ancestors what it was called before it was restored, and up to which revision it is the
 *     same
 * @param head its last revision
 * @param base the revision of {@code content}; the entries follow it
 * @param damage the first thing that is wrong with it
 */
public record History(
    String lineage,
    Map<String, Long> ancestors,
    long head,
    long base,
    Content content,
    List<Entry> entries,
    Optional<Damage> damage) {
  public History {
    ancestors = Map.copyOf(ancestors);
    entries = List.copyOf(entries);
  }

  /** Something is wrong with what is stored. */
  public record Damage(long revision, String what) {}

  /** The lineage of that fingerprint, now or once. */
  Optional<String> named(String key) {
    if (new Prints(lineage).key().equals(key)) {
      return Optional.of(lineage);
    }
    return ancestors.keySet().stream().filter(each -> new Prints(each).key().equals(key)).findAny();
  }

  /** Up to where this is the log that was once called so. */
  long sharedUntil(String name) {
    return name.equals(lineage) ? Long.MAX_VALUE : ancestors.get(name);
  }

  /** The last revision of which the entry is here. */
  long end() {
    return base + entries.size();
  }

  /** The entry that led to {@code revision}. */
  Entry entry(long revision) {
    return entries.get((int) (revision - base - 1));
  }
}
