package dev.rejoin.server.storage.sqlite;

import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What an error of SQLite means for those who wait. */
final class Failure {
  private Failure() {}

  /** Of a write: no space is a state that passes, and anything else may have left half of it. */
  static StorageException ofWrite(SQLException e) {
    if (noSpaceForTheIndex(e)) {
      return exception(Reason.DISK_FULL, "there is no space for the index of the log", e);
    }
    return switch (primary(e)) {
      case SQLITE_FULL -> exception(Reason.DISK_FULL, "there is no space for it", e);
      case SQLITE_BUSY, SQLITE_LOCKED ->
          exception(Reason.QUEUE_FULL, "another program holds the file", e);
      default -> exception(Reason.BROKEN, "a write failed, nothing more is written", e);
    };
  }

  /**
   * Once in many pages the index of the write-ahead log needs space as well, and SQLite has another
   * name for it when there is none. The index is made anew from the log: nothing is in doubt.
   */
  private static boolean noSpaceForTheIndex(SQLException e) {
    return e instanceof SQLiteException sqlite
        && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE;
  }

  /** Of a read: nothing came of it, and nothing else is touched. */
  static StorageException ofRead(SQLException e) {
    return switch (primary(e)) {
      case SQLITE_CORRUPT, SQLITE_NOTADB ->
          exception(Reason.CORRUPT, "the file is damaged where this is stored", e);
      default -> exception(Reason.READ_FAILED, "a read failed", e);
    };
  }

  private static StorageException exception(Reason reason, String what, SQLException e) {
    return new StorageException(reason, what + ": " + e.getMessage(), e);
  }

  /** Without the details that the upper bits of a code carry. */
  private static SQLiteErrorCode primary(SQLException e) {
    if (!(e instanceof SQLiteException sqlite)) {
      return SQLiteErrorCode.UNKNOWN_ERROR;
    }
    return SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xFF);
  }
}
