package dev.rejoin.server.storage;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.LastEntry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A document as it was read: apply {@code entries} to {@code snapshot} and it is at {@code head}.
 *
 * @param floor the revision that the log reaches back to: the entries after it are there
 * @param sites the last entry of every site that ever wrote, as of {@code head}
 * @param entries those after the snapshot, without gaps
 * @param ancestors the lineages that this one branched off from
 * @param damage what is wrong with the rest, if {@code head} is only the last revision that is
 *     known to be right, or {@code sites} are not known: nothing can be written then
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
    List<Entry> entries,
    List<Ancestor> ancestors,
    Optional<String> damage) {

  /** A sound document that was never restored. */
  public StoredDocument(
      String id,
      DocumentType type,
      String lineage,
      long createdAt,
      long head,
      long floor,
      Snapshot snapshot,
      Map<String, LastEntry> sites,
      List<Entry> entries) {
    this(
        id,
        type,
        lineage,
        createdAt,
        head,
        floor,
        snapshot,
        sites,
        entries,
        List.of(),
        Optional.empty());
  }

  /** The same, to be read only. */
  public StoredDocument damaged(String what) {
    return new StoredDocument(
        id,
        type,
        lineage,
        createdAt,
        head,
        floor,
        snapshot,
        sites,
        entries,
        ancestors,
        Optional.of(what));
  }

  public StoredDocument {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(lineage, "lineage");
    sites = Map.copyOf(sites);
    entries = List.copyOf(entries);
    ancestors = List.copyOf(ancestors);
    Objects.requireNonNull(damage, "damage");
    if (snapshot.revision() + entries.size() != head) {
      throw new IllegalArgumentException(
          "snapshot at %d and %d entries, but head is %d"
              .formatted(snapshot.revision(), entries.size(), head));
    }
    if (floor > snapshot.revision()) {
      throw new IllegalArgumentException(
          "the log begins at %d, behind the snapshot at %d".formatted(floor, snapshot.revision()));
    }
  }
}
