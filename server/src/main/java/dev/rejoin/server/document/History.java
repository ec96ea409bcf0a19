package dev.rejoin.server.document;

import dev.rejoin.ot.Accumulator;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.Snapshot;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import io.vertx.core.Future;
import java.util.List;

/**
 * The past of documents, read from the log: nothing of it is kept in memory, and no document's loop
 * is bothered. Futures complete on any thread.
 */
public final class History {

  private static final int PAGE = 4_096;

  private final DocumentLog log;

  public History(DocumentLog log) {
    this.log = log;
  }

  /** At most {@code limit} entries after a revision. */
  public Future<List<Entry>> entries(String document, long from, int limit) {
    return refusing(log.read(document, from, from + limit));
  }

  /** What happened from one revision to another, as one operation. */
  public Future<Operation> fold(String document, long from, long to) {
    if (from >= to) {
      return Future.failedFuture(
          new RefusedException(
              ErrorCode.BAD_MESSAGE, "a fold from revision " + from + " to " + to));
    }
    return refusing(readOn(document, from, to, null)).map(Accumulator::toOperation);
  }

  /** The content at a revision, inserts only. */
  public Future<Operation> content(String document, long revision) {
    return refusing(readContent(document, revision));
  }

  /** The same; fails as the store does, for those who are not asked by a client. */
  Future<Operation> readContent(String document, long revision) {
    return log.snapshotAt(document, revision)
        .compose(
            found -> {
              Snapshot start = found.orElse(Snapshot.EMPTY);
              Accumulator content = new Accumulator(0);
              content.add(start.content());
              return readOn(document, start.revision(), revision, content);
            })
        .map(Accumulator::toOperation);
  }

  private Future<Accumulator> readOn(String document, long from, long to, Accumulator soFar) {
    if (from == to) {
      return Future.succeededFuture(soFar);
    }
    return log.read(document, from, Math.min(to, from + PAGE))
        .compose(
            entries -> {
              if (entries.isEmpty()) {
                return Future.failedFuture(
                    new StorageException(
                        Reason.NOT_FOUND, "the document ends at revision " + from));
              }
              Operation first = entries.get(0).operation();
              Accumulator sum = soFar == null ? new Accumulator(first.baseLength()) : soFar;
              entries.forEach(entry -> sum.add(entry.operation()));
              return readOn(document, from + entries.size(), to, sum);
            });
  }

  private static <T> Future<T> refusing(Future<T> future) {
    return future.recover(failure -> Future.failedFuture(refusal(failure)));
  }

  private static Throwable refusal(Throwable failure) {
    if (failure instanceof StorageException known) {
      return switch (known.reason()) {
        case NOT_FOUND -> new RefusedException(ErrorCode.NOT_FOUND, known.getMessage());
        case COMPACTED -> new RefusedException(ErrorCode.COMPACTED, known.getMessage());
        case CORRUPT -> new RefusedException(ErrorCode.INTERNAL, known.getMessage());
        default -> failure;
      };
    }
    return failure;
  }
}
