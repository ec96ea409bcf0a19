package dev.rejoin.load.testing;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.storage.AppendResult;
import dev.rejoin.server.storage.Created;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.Durability;
import dev.rejoin.server.storage.Page;
import dev.rejoin.server.storage.Registration;
import dev.rejoin.server.storage.Snapshot;
import dev.rejoin.server.storage.StoredDocument;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** A planted bug: says that entries are stored, and stores them a little later. */
final class HastyDocumentLog implements DocumentLog {
  private static final long LATER_MILLIS = 20;

  private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
  private final DocumentLog log;

  HastyDocumentLog(DocumentLog log) {
    this.log = log;
  }

  @Override
  public Future<AppendResult> append(
      String document, String lineage, long head, List<Entry> entries) {
    later.schedule(
        () -> log.append(document, lineage, head, entries), LATER_MILLIS, TimeUnit.MILLISECONDS);
    return Future.succeededFuture(new AppendResult.Stored());
  }

  @Override
  public Future<Created> create(
      String document, DocumentType type, String lineage, long at, List<Entry> first) {
    return log.create(document, type, lineage, at, first);
  }

  @Override
  public Future<Optional<StoredDocument>> open(String document) {
    return log.open(document);
  }

  @Override
  public Future<List<Entry>> read(String document, long from, long to) {
    return log.read(document, from, to);
  }

  @Override
  public Future<Void> saveSnapshot(String document, String lineage, Snapshot snapshot) {
    return log.saveSnapshot(document, lineage, snapshot);
  }

  @Override
  public Future<Optional<Snapshot>> snapshotAt(String document, long maxRevision) {
    return log.snapshotAt(document, maxRevision);
  }

  @Override
  public Future<Long> trim(String document, String lineage, Snapshot base) {
    return log.trim(document, lineage, base);
  }

  @Override
  public Future<Page> list(String after, int limit) {
    return log.list(after, limit);
  }

  @Override
  public Registration watch(String document, Runnable wakeUp) {
    return log.watch(document, wakeUp);
  }

  @Override
  public boolean isShared() {
    return log.isShared();
  }

  @Override
  public Durability durability() {
    return log.durability();
  }

  @Override
  public Future<Void> close() {
    later.shutdown();
    return log.close();
  }
}
