package dev.rejoin.server.storage;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.sync.Entry;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * Where the logs of documents are kept. One primitive carries everything: {@link #append} these
 * entries if the head is still n, else tell what was missed.
 *
 * <p>Futures have no context and may complete on any thread: the caller hops to its own. What
 * fails, fails with a {@link StorageException} that has a reason; a document that cannot be read
 * whole is a failure, never an empty document.
 */
public interface DocumentLog {

  /** Makes an empty document at revision 0, unless there is one of that id. */
  default Future<Created> create(String document, DocumentType type, String lineage, long at) {
    return create(document, type, lineage, at, List.of());
  }

  /**
   * Makes a document whose log begins with {@code first}, unless there is one of that id: in one
   * step, so that there never is one without them.
   */
  Future<Created> create(
      String document, DocumentType type, String lineage, long at, List<Entry> first);

  /** All that is needed to serve a document: the last snapshot, the entries after it, the sites. */
  Future<Optional<StoredDocument>> open(String document);

  /**
   * Adds {@code entries}, which are {@code head + 1 …} without gaps, if the head of the log is
   * {@code head}; all of them or none. Complete when they are as durable as {@link #durability}
   * says.
   */
  Future<AppendResult> append(String document, String lineage, long head, List<Entry> entries);

  /**
   * The entries {@code from + 1} to {@code to}, or to the head if that is earlier; when they weigh
   * more than the store reads at once, only the first of them, but at least two. Fails when the
   * document does not exist, or its log no longer reaches back to {@code from}: then the failure
   * says from where on it can be read.
   */
  Future<List<Entry>> read(String document, long from, long to);

  /**
   * Remembers the content at a revision that the log has reached. Nothing if the document is gone.
   */
  Future<Void> saveSnapshot(String document, String lineage, Snapshot snapshot);

  /** The latest snapshot at {@code maxRevision} or before; empty also where the log was trimmed. */
  Future<Optional<Snapshot>> snapshotAt(String document, long maxRevision);

  /**
   * Lets the log begin later: keeps {@code base}, and forgets the snapshots and the entries before
   * it. The entry that made the base stays, so that who stands there can prove it; so do the sites,
   * for ever. Callers go in steps, for each is one transaction.
   *
   * @return the floor, which is now {@code base.revision() - 1} if it was lower
   */
  Future<Long> trim(String document, String lineage, Snapshot base);

  /**
   * Documents, the last changed first.
   *
   * @param after empty for the first page, else {@link Page#next} of the page before
   */
  Future<Page> list(String after, int limit);

  /** Calls {@code wakeUp}, on any thread and perhaps for nothing, when the log may have grown. */
  Registration watch(String document, Runnable wakeUp);

  /** Whether others may write it too. If not, what was read and appended here is all there is. */
  boolean isShared();

  /** What a completed append means. */
  Durability durability();

  /** Finishes what was accepted, refuses what comes after, and lets go of everything. */
  Future<Void> close();
}
