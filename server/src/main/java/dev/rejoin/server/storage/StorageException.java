package dev.rejoin.server.storage;

import java.io.Serial;

/** Storage did not do what it was asked. The reason says what to answer and whether to go on. */
public final class StorageException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  /** Why. */
  public enum Reason {
    /** The log was closed. */
    CLOSED,
    /** Too much waits to be written; later it may work. */
    QUEUE_FULL,
    /** There is no space; works again when there is. */
    DISK_FULL,
    /**
     * A write failed in a way that leaves open what is on the disk: nothing is written any more.
     */
    BROKEN,
    /** A read failed. */
    READ_FAILED,
    /** What is stored of this document makes no sense. */
    CORRUPT,
    /** There is no such document. */
    NOT_FOUND,
    /** The log does not reach back that far. */
    COMPACTED,
    /** The cursor of a page is none that this log gave out. */
    BAD_CURSOR,
    /** The data directory cannot be used: it says why. */
    UNUSABLE
  }

  private final Reason reason;

  public StorageException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public StorageException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
