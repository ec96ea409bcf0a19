package dev.rejoin.server.simulation;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.storage.AppendResult;
import dev.rejoin.server.storage.Appends;
import dev.rejoin.server.storage.Created;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.DocumentSummary;
import dev.rejoin.server.storage.Durability;
import dev.rejoin.server.storage.Page;
import dev.rejoin.server.storage.Registration;
import dev.rejoin.server.storage.Snapshot;
import dev.rejoin.server.storage.StoredDocument;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The store as one node sees it. */
final class NodeLog implements DocumentLog {

  /** Less than is asked for, as of entries with long texts. */
  private static final int READ_AT_ONCE = 3;

  private final Store store;
  private final Tally tally;

  NodeLog(Store store, Tally tally) {
    this.store = store;
    this.tally = tally;
  }

  @Override
  public Future<Created> create(
      String document, DocumentType type, String lineage, long at, List<Entry> first) {
    if (!first.isEmpty()) {
      throw new AssertionError("documents of clusters are made empty");
    }
    return store.write(
        () -> {
          if (store.current(document).isPresent()) {
            return Created.ALREADY;
          }
          store.begin(new Lineage(document, lineage));
          return Created.NEW;
        });
  }

  @Override
  public Future<Optional<StoredDocument>> open(String document) {
    return store.read(() -> store.current(document).map(Lineage::stored));
  }

  @Override
  public Future<AppendResult> append(
      String document, String lineage, long head, List<Entry> entries) {
    Appends.requireContiguous(head, entries);
    return store.write(
        () ->
            counted(
                of(document, lineage)
                    .map(log -> log.append(head, entries))
                    .orElse(new AppendResult.Gone())));
  }

  private AppendResult counted(AppendResult result) {
    if (result instanceof AppendResult.Missed) {
      tally.lostRaces++;
    }
    return result;
  }

  /** The log of a document, if it is still of that lineage. */
  private Optional<Lineage> of(String document, String lineage) {
    return store.current(document).filter(log -> log.id().equals(lineage));
  }

  @Override
  public Future<List<Entry>> read(String document, long from, long to) {
    tally.readsOfHistory++;
    return store.read(() -> existing(document).read(from, Math.min(to, from + READ_AT_ONCE)));
  }

  private Lineage existing(String document) {
    return store.current(document).orElseThrow();
  }

  @Override
  public Future<Void> saveSnapshot(String document, String lineage, Snapshot snapshot) {
    return store.write(
        () -> {
          of(document, lineage).ifPresent(log -> log.save(snapshot));
          return null;
        });
  }

  @Override
  public Future<Optional<Snapshot>> snapshotAt(String document, long maxRevision) {
    return store.read(() -> existing(document).snapshotAt(maxRevision));
  }

  @Override
  public Future<Long> trim(String document, String lineage, Snapshot base) {
    return store.write(
        () ->
            of(document, lineage)
                .map(log -> log.trim(base))
                .orElseGet(() -> existing(document).floor()));
  }

  @Override
  public Future<Page> list(String after, int limit) {
    return store.read(
        () -> new Page(store.current().stream().map(NodeLog::summary).toList(), Optional.empty()));
  }

  private static DocumentSummary summary(Lineage log) {
    return new DocumentSummary(
        log.document(), DocumentType.TEXT, log.id(), "", log.head(), log.floor(), 0, 0);
  }

  @Override
  public Registration watch(String document, Runnable wakeUp) {
    return () -> {};
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public Durability durability() {
    return Durability.FSYNC;
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
