package dev.rejoin.server.storage;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.LastEntry;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A document as it was read: apply {@code entries} to {@code snapshot} and it is at {@code head}.
 *
 * @param floor the revision that the log reaches back to
 * @param sites the last entry of every site that ever wrote, as of {@code head}
 * @param entries those after the snapshot, without gaps
 */
public record StoredDocument(
    String id,
    DocumentType type,
    String lineage,
    long createdAt,
    long head,
    long floor,
    Snapshot snapshot,
    Map<String, LastEntry> sites,
    List<Entry> entries) {

  public StoredDocument {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(lineage, "lineage");
    sites = Map.copyOf(sites);
    entries = List.copyOf(entries);
    if (snapshot.revision() + entries.size() != head) {
      throw new IllegalArgumentException(
          "snapshot at %d and %d entries, but head is %d"
              .formatted(snapshot.revision(), entries.size(), head));
    }
  }
}
