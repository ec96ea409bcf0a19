package dev.rejoin.server.storage.sqlite;

import dev.rejoin.ot.Content;
import dev.rejoin.ot.Document;
import dev.rejoin.ot.InvalidOperationException;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.storage.Ancestor;
import dev.rejoin.server.storage.Snapshot;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Goes along a whole log, from its floor to its head: does every entry, compares with every
 * snapshot, and keeps the stretch that is asked for.
 *
 * <p>Checksums say that a row is as it was written. That what was written makes sense, only doing
 * it says.
 */
final class LogVerification {
  private final DocumentRow row;
  private final Tables tables;
  private final long from;
  private final long to;

  private final List<Entry> kept = new ArrayList<>();
  private final Map<Long, Snapshot> snapshots = new TreeMap<>();
  private Document document;
  private long reached;
  private Content content;
  private long base;
  private OptionalLong damagedAt = OptionalLong.empty();
  private Optional<String> damage = Optional.empty();

  LogVerification(DocumentRow row, Tables tables, long from, long to) {
    this.row = row;
    this.tables = tables;
    this.from = from;
    this.to = to;
  }

  LogStretch run(List<Ancestor> ancestors) throws SQLException {
    for (long revision : tables.snapshots().revisions(row)) {
      // One that is damaged does no harm: another one comes out here, and is looked at twice.
      tables.snapshots().latest(row, revision).ifPresent(it -> snapshots.put(it.revision(), it));
    }
    long floor = row.floor().revision();
    reached = floor == 0 ? 0 : floor + 1;
    Optional<Snapshot> first = Optional.ofNullable(snapshots.get(reached));
    if (floor > 0 && first.isEmpty()) {
      wrong(reached, "the snapshot at %d, which the log begins from, is gone".formatted(reached));
    }
    document = Document.empty(row.type());
    first.ifPresent(snapshot -> document.apply(snapshot.content()));
    settle();
    Walk walk = tables.entries().walk(row, row.floor(), row.head().revision(), this::take);
    walk.damage().ifPresent(what -> wrong(walk.sound().revision() + 1, what));
    if (content == null) {
      content = document.snapshot();
      base = reached;
    }
    return new LogStretch(
        row.lineage(), ancestors, row.head().revision(), base, content, kept, damagedAt, damage);
  }

  private void take(Entry entry) {
    if (damage.isPresent() || entry.revision() <= reached) {
      return;
    }
    try {
      document.apply(entry.operation());
    } catch (InvalidOperationException e) {
      wrong(
          entry.revision(),
          "entry %d does not fit: %s".formatted(entry.revision(), e.getMessage()));
      return;
    }
    reached = entry.revision();
    if (reached > from && reached <= to) {
      kept.add(entry);
    }
    settle();
    compareWithSnapshot();
  }

  private void compareWithSnapshot() {
    Snapshot snapshot = snapshots.get(reached);
    if (snapshot != null && !snapshot.content().equals(document.toOperation())) {
      wrong(reached, "the snapshot at %d is not what the log amounts to".formatted(reached));
    }
  }

  /** The stretch begins here, or as soon after as the log does. */
  private void settle() {
    if (content == null && reached >= from) {
      content = document.snapshot();
      base = reached;
    }
  }

  private void wrong(long revision, String what) {
    if (damage.isEmpty()) {
      damagedAt = OptionalLong.of(revision);
      damage = Optional.of(what);
    }
  }
}
