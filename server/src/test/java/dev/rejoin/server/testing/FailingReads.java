package dev.rejoin.server.testing;

import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.StorageException;
import io.vertx.core.Future;
import java.util.Set;

/** A log of which one read fails, by its number. */
public final class FailingReads {

  private static final Set<String> READS = Set.of("open", "read", "snapshotAt");

  private final DocumentLog truth;
  private final int failing;
  private int reads;

  /**
   * @param failing the first read is 1
   */
  public FailingReads(DocumentLog truth, int failing) {
    this.truth = truth;
    this.failing = failing;
  }

  /** Whether there was a read of that number. */
  public boolean hasFailed() {
    return reads >= failing;
  }

  public DocumentLog log() {
    return LogAround.of(
        truth,
        call ->
            READS.contains(call.name()) && ++reads == failing
                ? Future.failedFuture(
                    new StorageException(
                        StorageException.Reason.READ_FAILED, "as the test wants it"))
                : call.passOn());
  }
}
