package dev.rejoin.server.protocol;

import dev.rejoin.server.codec.ParsedOperation;
import java.util.Optional;

/** Why an operation was not taken, and whether sending it again can help. */
public enum NackCode {
  /** Not an operation, not canonical, or not of this document at that revision. */
  INVALID("invalid", Fate.BLOCKED),
  /** The name was used before, for something else. */
  STALE("stale", Fate.BLOCKED),
  /** An earlier operation of this client is missing. */
  GAP("gap", Fate.BLOCKED),
  /** Its revision is one that the log has not reached. */
  FUTURE("future", Fate.BLOCKED),
  /** This person may not write here. */
  FORBIDDEN("forbidden", Fate.BLOCKED),
  /** Over a limit on one operation. */
  TOO_LARGE("too_large", Fate.BLOCKED),
  /** The document would be over its limit. */
  FULL("full", Fate.BLOCKED),
  /** Too many operations a second. */
  RATE("rate", Fate.RETRY),
  /** The document has too many operations waiting, or is being read again. */
  BUSY("busy", Fate.RETRY),
  /** Nobody may write here now. */
  READ_ONLY("read_only", Fate.BLOCKED),
  /** It could not be stored. */
  STORAGE("storage", Fate.RETRY);

  private enum Fate {
    RETRY,
    BLOCKED
  }

  private final String wireName;
  private final Fate fate;

  NackCode(String wireName, Fate fate) {
    this.wireName = wireName;
    this.fate = fate;
  }

  public String wireName() {
    return wireName;
  }

  /** Whether the same operation, sent again later, may be taken. */
  public boolean retry() {
    return fate == Fate.RETRY;
  }

  /** The code of an operation that could not be read. */
  public static NackCode of(ParsedOperation.Fault fault) {
    return switch (fault) {
      case INVALID -> INVALID;
      case TOO_LARGE -> TOO_LARGE;
    };
  }

  /** The code of that wire name, if there is one. */
  public static Optional<NackCode> named(String wireName) {
    return WireNames.find(values(), NackCode::wireName, wireName);
  }
}
