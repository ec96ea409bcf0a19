package dev.rejoin.server.storage.sqlite;

import dev.rejoin.ot.Content;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.storage.Ancestor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A piece of a document's log, for people who look into what happened.
 *
 * @param head the last revision of the whole log
 * @param base the revision of {@code content}; the entries follow it
 * @param damagedAt the first revision of the whole log that is not right
 * @param damage what is wrong there
 */
public record LogStretch(
    String lineage,
    List<Ancestor> ancestors,
    long head,
    long base,
    Content content,
    List<Entry> entries,
    OptionalLong damagedAt,
    Optional<String> damage) {
  public LogStretch {
    ancestors = List.copyOf(ancestors);
    entries = List.copyOf(entries);
  }
}
