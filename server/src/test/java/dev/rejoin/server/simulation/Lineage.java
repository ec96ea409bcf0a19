package dev.rejoin.server.simulation;

import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.LastEntry;
import dev.rejoin.server.storage.Ancestor;
import dev.rejoin.server.storage.AppendResult;
import dev.rejoin.server.storage.Appends;
import dev.rejoin.server.storage.Snapshot;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StoredDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One log, as it is on the disk. It refuses to hold what no log may hold, by failing the test, and
 * it remembers the text at every revision, for the checker.
 */
final class Lineage {

  private final String document;
  private final String id;
  private final List<Entry> entries = new ArrayList<>();
  private final List<String> texts = new ArrayList<>(List.of(""));
  private final Map<String, LastEntry> sites = new HashMap<>();
  private final TreeMap<Long, Snapshot> snapshots = new TreeMap<>(Map.of(0L, Snapshot.EMPTY));
  private final List<Ancestor> ancestors = new ArrayList<>();
  private long floor;

  /** The entry that a bit of has flipped; 0 if none. */
  private long damaged;

  Lineage(String document, String id) {
    this.document = document;
    this.id = id;
  }

  /** What a backup holds, under a new id. */
  static Lineage restored(String id, Lineage from, long revision) {
    Lineage backup = new Lineage(from.document, id);
    from.entries.subList(0, (int) revision).forEach(backup::add);
    for (Ancestor ancestor : from.ancestors) {
      long until = Math.min(ancestor.until(), revision);
      backup.ancestors.add(new Ancestor(ancestor.lineage(), until));
    }
    backup.ancestors.add(new Ancestor(from.id, revision));
    if (from.floor > 0) {
      backup.trim(from.snapshots.firstEntry().getValue());
    }
    return backup;
  }

  String document() {
    return document;
  }

  String id() {
    return id;
  }

  long head() {
    return entries.size();
  }

  long floor() {
    return floor;
  }

  String text() {
    return texts.get(texts.size() - 1);
  }

  String text(long revision) {
    return texts.get((int) revision);
  }

  Entry entry(long revision) {
    return entries.get((int) revision - 1);
  }

  LastEntry last(String site) {
    return sites.getOrDefault(site, LastEntry.NONE);
  }

  AppendResult append(long head, List<Entry> added) {
    if (head > head()) {
      return new AppendResult.Gone();
    }
    if (head < head()) {
      return new AppendResult.Missed(read(head, head()));
    }
    added.forEach(this::add);
    return new AppendResult.Stored();
  }

  private void add(Entry entry) {
    try {
      Appends.requireContiguous(head(), List.of(entry));
      Appends.requireNext(entry, last(entry.site()).sequence());
      Document document = Document.of(DocumentType.TEXT, text());
      document.apply(entry.operation());
      texts.add(document.text());
    } catch (RuntimeException wrong) {
      throw new AssertionError("appended: " + wrong.getMessage(), wrong);
    }
    entries.add(entry);
    sites.put(entry.site(), new LastEntry(entry.sequence(), entry.revision()));
  }

  List<Entry> read(long from, long to) {
    if (from < floor) {
      throw StorageException.compacted(document, from, floor);
    }
    if (from < damaged && damaged <= to) {
      throw StorageException.corrupt("entry " + damaged + " is not what it was", damaged);
    }
    int end = (int) Math.min(to, head());
    return List.copyOf(entries.subList((int) Math.min(from, end), end));
  }

  void save(Snapshot snapshot) {
    if (snapshot.revision() > head()
        || !snapshot.content().apply("").equals(text(snapshot.revision()))) {
      throw new AssertionError("snapshot of " + snapshot.revision() + " is not its text");
    }
    snapshots.put(snapshot.revision(), snapshot);
  }

  Optional<Snapshot> snapshotAt(long maxRevision) {
    return Optional.ofNullable(snapshots.floorEntry(maxRevision)).map(Map.Entry::getValue);
  }

  /** The document as it is, or as much of it as is known to be right. */
  StoredDocument stored() {
    Snapshot snapshot = snapshots.lastEntry().getValue();
    long head = soundHead();
    return new StoredDocument(
        document,
        DocumentType.TEXT,
        id,
        0,
        head,
        floor,
        snapshot,
        head < head() ? sitesAsOf(head) : sites,
        read(snapshot.revision(), head),
        ancestors,
        head < head() ? Optional.of("a bit has flipped") : Optional.empty());
  }

  private Map<String, LastEntry> sitesAsOf(long head) {
    Map<String, LastEntry> known = new HashMap<>();
    for (Entry entry : entries.subList(0, (int) head)) {
      known.put(entry.site(), new LastEntry(entry.sequence(), entry.revision()));
    }
    return known;
  }

  /** The log forgets what came before {@code base}, but for the entry that made it. */
  long trim(Snapshot base) {
    save(base);
    snapshots.headMap(base.revision()).clear();
    floor = Math.max(floor, base.revision() - 1);
    return floor;
  }

  // Damage.

  /** A bit of one entry flips. It is noticed when somebody reads that entry. */
  void damage(long revision) {
    damaged = revision;
  }

  boolean hasBeenDamaged() {
    return damaged > 0;
  }

  /** The last revision that can be had: what comes behind damage can't, unless from a snapshot. */
  long soundHead() {
    return damaged > snapshots.lastKey() ? damaged - 1 : head();
  }

  /** Whether whoever opens it now can only read. */
  boolean isReadOnly() {
    return soundHead() < head();
  }

  /** The revision from which all entries can be had. */
  long reach() {
    return Math.max(floor, damaged);
  }

  /** The last revision up to which another lineage has the same entries. */
  long sharedWith(String other) {
    return ancestors.stream()
        .filter(ancestor -> ancestor.lineage().equals(other))
        .mapToLong(Ancestor::until)
        .findAny()
        .orElse(-1);
  }
}
