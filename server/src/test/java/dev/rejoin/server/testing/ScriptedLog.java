package dev.rejoin.server.testing;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.storage.AppendResult;
import dev.rejoin.server.storage.Created;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.Durability;
import dev.rejoin.server.storage.Page;
import dev.rejoin.server.storage.Registration;
import dev.rejoin.server.storage.Snapshot;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StoredDocument;
import dev.rejoin.server.storage.memory.MemoryDocumentLog;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A log in memory that fails, waits, and counts, as a test tells it to. */
public final class ScriptedLog implements DocumentLog {

  /** The truth; a test writes here what another node stored. */
  public DocumentLog truth = new MemoryDocumentLog();

  /** How many entries each append had, in order. */
  public final List<Integer> appends = new ArrayList<>();

  /** The revisions of all snapshots that were saved. */
  public final List<Long> snapshots = new ArrayList<>();

  /** Whether the server has to ask what others wrote. */
  public boolean shared;

  public int opens;
  public int reads;

  private final Deque<Runnable> held = new ArrayDeque<>();
  private boolean holding;
  private boolean holdingReads;
  private StorageException.Reason failAppends;
  private boolean storeBeforeFailing;
  private boolean failOpens;
  private boolean failReads;

  /** From now on nothing completes until {@link #release}. */
  public void hold() {
    holding = true;
  }

  /** From now on no read completes until {@link #release}; all else does. */
  public void holdReads() {
    holdingReads = true;
  }

  /** Completes all that waits, and from now on everything at once. */
  public void release() {
    holding = false;
    holdingReads = false;
    while (!held.isEmpty()) {
      held.poll().run();
    }
  }

  /** How many calls wait. */
  public int waiting() {
    return held.size();
  }

  public void failAppends(StorageException.Reason reason) {
    failAppends = reason;
  }

  /** The next append is stored, and says that it failed. */
  public void failAppendsAfterStoring() {
    failAppends = StorageException.Reason.BROKEN;
    storeBeforeFailing = true;
  }

  public void failOpens(boolean fail) {
    failOpens = fail;
  }

  public void failReads(boolean fail) {
    failReads = fail;
  }

  /** Everything is gone, as after the restore of a backup from before it was. */
  public void restoreNothing() {
    truth = new MemoryDocumentLog();
  }

  public void heal() {
    failAppends = null;
    storeBeforeFailing = false;
    failOpens = false;
    failReads = false;
  }

  private <T> Future<T> reply(Supplier<Future<T>> work) {
    return reply(holding, work);
  }

  private <T> Future<T> reply(boolean later, Supplier<Future<T>> work) {
    if (!later) {
      return work.get();
    }
    Promise<T> promise = Promise.promise();
    held.add(() -> work.get().onComplete(promise));
    return promise.future();
  }

  private static <T> Future<T> failure(StorageException.Reason reason) {
    return Future.failedFuture(new StorageException(reason, "as the test wants it"));
  }

  @Override
  public Future<Created> create(
      String document, DocumentType type, String lineage, long at, List<Entry> first) {
    return reply(() -> truth.create(document, type, lineage, at, first));
  }

  @Override
  public Future<Optional<StoredDocument>> open(String document) {
    opens++;
    return reply(
        () -> failOpens ? failure(StorageException.Reason.READ_FAILED) : truth.open(document));
  }

  @Override
  public Future<AppendResult> append(
      String document, String lineage, long head, List<Entry> entries) {
    appends.add(entries.size());
    return reply(
        () -> {
          if (failAppends == null) {
            return truth.append(document, lineage, head, entries);
          }
          StorageException.Reason reason = failAppends;
          return storeBeforeFailing
              ? truth.append(document, lineage, head, entries).compose(stored -> failure(reason))
              : failure(reason);
        });
  }

  @Override
  public Future<List<Entry>> read(String document, long from, long to) {
    reads++;
    return reply(
        holding || holdingReads,
        () ->
            failReads
                ? failure(StorageException.Reason.READ_FAILED)
                : truth.read(document, from, to));
  }

  @Override
  public Future<Void> saveSnapshot(String document, String lineage, Snapshot snapshot) {
    snapshots.add(snapshot.revision());
    return reply(() -> truth.saveSnapshot(document, lineage, snapshot));
  }

  @Override
  public Future<Optional<Snapshot>> snapshotAt(String document, long maxRevision) {
    return reply(() -> truth.snapshotAt(document, maxRevision));
  }

  @Override
  public Future<Long> trim(String document, String lineage, Snapshot base) {
    return reply(() -> truth.trim(document, lineage, base));
  }

  @Override
  public Future<Page> list(String after, int limit) {
    return reply(() -> truth.list(after, limit));
  }

  @Override
  public Registration watch(String document, Runnable wakeUp) {
    return truth.watch(document, wakeUp);
  }

  @Override
  public boolean isShared() {
    return shared;
  }

  @Override
  public Durability durability() {
    return truth.durability();
  }

  @Override
  public Future<Void> close() {
    return truth.close();
  }
}
