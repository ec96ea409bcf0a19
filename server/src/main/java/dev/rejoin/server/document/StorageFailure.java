package dev.rejoin.server.document;

import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.storage.StorageException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What is said when the store fails: to an author, and to who runs the server. */
final class StorageFailure {

  private StorageFailure() {}

  /**
   * What fails for a reason that has a name is one line; all else is a bug, with its whole trace.
   */
  static void log(Logger log, String what, Throwable failure) {
    if (failure instanceof StorageException known) {
      log.log(
          Level.WARNING, "{0}: {1}, {2}", new Object[] {what, known.reason(), known.getMessage()});
    } else {
      log.log(Level.SEVERE, what, failure);
    }
  }

  /** {@code busy} when the store only has too much to do, {@code storage} for everything else. */
  static NackCode nackCode(Throwable failure) {
    boolean full =
        failure instanceof StorageException known
            && known.reason() == StorageException.Reason.QUEUE_FULL;
    return full ? NackCode.BUSY : NackCode.STORAGE;
  }
}
