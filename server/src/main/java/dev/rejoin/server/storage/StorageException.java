package dev.rejoin.server.storage;

import java.io.Serial;
import java.util.OptionalLong;

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

  /** Negative: not known. */
  private final long floor;

  public StorageException(Reason reason, String message) {
    this(reason, message, -1);
  }

  private StorageException(Reason reason, String message, long floor) {
    super(message);
    this.reason = reason;
    this.floor = floor;
  }

  public StorageException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.floor = -1;
  }

  /** The log was trimmed beyond what was asked for. */
  public static StorageException compacted(String document, long from, long floor) {
    return new StorageException(
        Reason.COMPACTED,
        "the log of %s reaches back to revision %d, asked for was all after %d"
            .formatted(document, floor, from),
        floor);
  }

  /** The entry after {@code floor - 1} is damaged: only those after {@code floor} can be had. */
  public static StorageException corrupt(String message, long floor) {
    return new StorageException(Reason.CORRUPT, message, floor);
  }

  public Reason reason() {
    return reason;
  }

  /** The revision that the log can be read from, where that is what it says. */
  public OptionalLong floor() {
    return floor < 0 ? OptionalLong.empty() : OptionalLong.of(floor);
  }
}
