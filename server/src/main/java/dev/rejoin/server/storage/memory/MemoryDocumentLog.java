package dev.rejoin.server.storage.memory;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.storage.AppendResult;
import dev.rejoin.server.storage.Appends;
import dev.rejoin.server.storage.Created;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.Durability;
import dev.rejoin.server.storage.Page;
import dev.rejoin.server.storage.PageCursor;
import dev.rejoin.server.storage.Registration;
import dev.rejoin.server.storage.Snapshot;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import dev.rejoin.server.storage.StoredDocument;
import dev.rejoin.server.storage.Watchers;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Logs that are gone with the process. May be shared by several threads, and so by several servers
 * in one test: every future is complete when it is returned.
 */
public final class MemoryDocumentLog implements DocumentLog {
  private final Map<String, MemoryDocument> documents = new ConcurrentHashMap<>();
  private final AtomicLong keys = new AtomicLong();
  private final Watchers watchers = new Watchers();
  private volatile boolean closed;

  @Override
  public Future<Created> create(
      String document, DocumentType type, String lineage, long at, List<Entry> first) {
    return now(
        () -> {
          Appends.requireContiguous(0, first);
          MemoryDocument made =
              new MemoryDocument(keys.incrementAndGet(), document, type, lineage, at);
          if (!first.isEmpty()) {
            made.append(0, first);
          }
          return documents.putIfAbsent(document, made) == null ? Created.NEW : Created.ALREADY;
        });
  }

  @Override
  public Future<Optional<StoredDocument>> open(String document) {
    return now(() -> Optional.ofNullable(documents.get(document)).map(MemoryDocument::stored));
  }

  @Override
  public Future<AppendResult> append(
      String document, String lineage, long head, List<Entry> entries) {
    return now(() -> appended(document, lineage, head, entries))
        .onSuccess(result -> watchers.wakeIfGrown(document, result));
  }

  private AppendResult appended(String document, String lineage, long head, List<Entry> entries) {
    Appends.requireSome(entries);
    Appends.requireContiguous(head, entries);
    MemoryDocument found = documents.get(document);
    return found == null || !found.lineage().equals(lineage)
        ? new AppendResult.Gone()
        : found.append(head, entries);
  }

  @Override
  public Future<List<Entry>> read(String document, long from, long to) {
    return now(
        () -> {
          MemoryDocument found = documents.get(document);
          if (found == null) {
            throw new StorageException(Reason.NOT_FOUND, "there is no document " + document);
          }
          return found.read(from, to);
        });
  }

  @Override
  public Future<Void> saveSnapshot(String document, String lineage, Snapshot snapshot) {
    return now(
        () -> {
          MemoryDocument found = documents.get(document);
          if (found != null && found.lineage().equals(lineage)) {
            found.save(snapshot);
          }
          return null;
        });
  }

  @Override
  public Future<Optional<Snapshot>> snapshotAt(String document, long maxRevision) {
    return now(
        () -> Optional.ofNullable(documents.get(document)).flatMap(d -> d.snapshotAt(maxRevision)));
  }

  @Override
  public Future<Long> trim(String document, String lineage, Snapshot base) {
    return now(
        () -> {
          MemoryDocument found = documents.get(document);
          if (found == null || !found.lineage().equals(lineage)) {
            throw new StorageException(Reason.NOT_FOUND, "there is no document " + document);
          }
          return found.trim(base);
        });
  }

  @Override
  public Future<Page> list(String after, int limit) {
    return now(
        () -> {
          PageCursor cursor = PageCursor.parse(after);
          List<MemoryDocument.Line> lines =
              documents.values().stream()
                  .map(MemoryDocument::line)
                  .filter(line -> line.isAfter(cursor))
                  .sorted(
                      Comparator.comparing(MemoryDocument.Line::changedAt)
                          .thenComparing(MemoryDocument.Line::key)
                          .reversed())
                  .limit(limit + 1L)
                  .toList();
          List<MemoryDocument.Line> shown = lines.subList(0, Math.min(limit, lines.size()));
          return new Page(
              shown.stream().map(MemoryDocument.Line::summary).toList(),
              lines.size() > limit
                  ? Optional.of(shown.get(limit - 1).cursor().toString())
                  : Optional.empty());
        });
  }

  @Override
  public Registration watch(String document, Runnable wakeUp) {
    return watchers.add(document, wakeUp);
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public Durability durability() {
    return Durability.MEMORY;
  }

  @Override
  public Future<Void> close() {
    closed = true;
    return Future.succeededFuture();
  }

  private <T> Future<T> now(Callable<T> work) {
    if (closed) {
      return Future.failedFuture(new StorageException(Reason.CLOSED, "the log is closed"));
    }
    try {
      return Future.succeededFuture(work.call());
    } catch (Exception e) {
      return Future.failedFuture(e);
    }
  }
}
