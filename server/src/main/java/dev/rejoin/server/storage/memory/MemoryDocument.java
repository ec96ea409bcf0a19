package dev.rejoin.server.storage.memory;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.LastEntry;
import dev.rejoin.server.storage.AppendResult;
import dev.rejoin.server.storage.Appends;
import dev.rejoin.server.storage.DocumentSummary;
import dev.rejoin.server.storage.PageCursor;
import dev.rejoin.server.storage.Snapshot;
import dev.rejoin.server.storage.SnapshotRetention;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StoredDocument;
import dev.rejoin.server.storage.Title;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One log. A monitor: each method is one step of the store. */
final class MemoryDocument {
  private final long key;
  private final String id;
  private final DocumentType type;
  private final String lineage;
  private final long createdAt;

  /** Those after {@link #floor}. */
  private final List<Entry> entries = new ArrayList<>();

  private final Map<String, LastEntry> sites = new HashMap<>();
  private final TreeMap<Long, Snapshot> snapshots = new TreeMap<>();
  private long floor;
  private long changedAt;
  private String title = "";

  MemoryDocument(long key, String id, DocumentType type, String lineage, long createdAt) {
    this.key = key;
    this.id = id;
    this.type = type;
    this.lineage = lineage;
    this.createdAt = createdAt;
    this.changedAt = createdAt;
    snapshots.put(0L, Snapshot.EMPTY);
  }

  /** A line of the list, and where it stands in it. */
  record Line(long changedAt, long key, DocumentSummary summary) {
    boolean isAfter(PageCursor cursor) {
      return changedAt < cursor.changedAt()
          || (changedAt == cursor.changedAt() && key < cursor.key());
    }

    PageCursor cursor() {
      return new PageCursor(changedAt, key);
    }
  }

  String lineage() {
    return lineage;
  }

  private long head() {
    return floor + entries.size();
  }

  synchronized StoredDocument stored() {
    Snapshot snapshot = snapshots.lastEntry().getValue();
    return new StoredDocument(
        id,
        type,
        lineage,
        createdAt,
        head(),
        floor,
        snapshot,
        sites,
        read(snapshot.revision(), head()));
  }

  synchronized AppendResult append(long head, List<Entry> added) {
    if (head > head() || head < floor) {
      return new AppendResult.Gone();
    }
    if (head < head()) {
      return new AppendResult.Missed(read(head, head()));
    }
    Map<String, LastEntry> advanced = new HashMap<>(sites);
    for (Entry entry : added) {
      Appends.requireNext(entry, advanced.getOrDefault(entry.site(), LastEntry.NONE).sequence());
      advanced.put(entry.site(), new LastEntry(entry.sequence(), entry.revision()));
    }
    sites.putAll(advanced);
    entries.addAll(added);
    changedAt = Math.max(changedAt, added.get(added.size() - 1).at());
    return new AppendResult.Stored();
  }

  /** A copy: the list goes on growing. */
  synchronized List<Entry> read(long from, long to) {
    if (from < floor) {
      throw StorageException.compacted(id, from, floor);
    }
    int end = (int) (Math.min(to, head()) - floor);
    int start = (int) Math.min(from - floor, end);
    return List.copyOf(entries.subList(start, end));
  }

  synchronized void save(Snapshot snapshot) {
    requireReached(snapshot);
    if (snapshot.revision() < snapshots.firstKey()) {
      return;
    }
    snapshots.put(snapshot.revision(), snapshot);
    if (snapshots.lastKey() == snapshot.revision()) {
      title = Title.of(snapshot.content());
    }
    SnapshotRetention.superfluous(snapshots.tailMap(1L).keySet()).forEach(snapshots::remove);
  }

  private void requireReached(Snapshot snapshot) {
    if (snapshot.revision() > head()) {
      throw new IllegalArgumentException(
          "snapshot at %d, but the head is %d".formatted(snapshot.revision(), head()));
    }
  }

  synchronized long trim(Snapshot base) {
    requireReached(base);
    long newFloor = base.revision() - 1;
    if (newFloor > floor) {
      entries.subList(0, (int) (newFloor - floor)).clear();
      floor = newFloor;
      snapshots.headMap(base.revision()).clear();
      snapshots.put(base.revision(), base);
    }
    return floor;
  }

  synchronized Optional<Snapshot> snapshotAt(long maxRevision) {
    return Optional.ofNullable(snapshots.floorEntry(maxRevision)).map(Map.Entry::getValue);
  }

  synchronized Line line() {
    return new Line(
        changedAt,
        key,
        new DocumentSummary(id, type, lineage, title, head(), floor, createdAt, changedAt));
  }
}
