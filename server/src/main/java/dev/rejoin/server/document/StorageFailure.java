package dev.rejoin.server.document;

import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.storage.StorageException;

/** What an author is told when the store fails. */
final class StorageFailure {

  private StorageFailure() {}

  /** {@code busy} when the store only has too much to do, {@code storage} for everything else. */
  static NackCode nackCode(Throwable failure) {
    boolean full =
        failure instanceof StorageException known
            && known.reason() == StorageException.Reason.QUEUE_FULL;
    return full ? NackCode.BUSY : NackCode.STORAGE;
  }
}
