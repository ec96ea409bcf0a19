package dev.rejoin.server.protocol;

import java.util.Optional;

/** Why a resume is answered with the whole document. */
public enum ResetReason {
  /** The log no longer reaches back to the client's revision. */
  COMPACTED("compacted"),
  /** The client's revision is not in this log: another lineage, or a restored backup. */
  DIVERGED("diverged");

  private final String wireName;

  ResetReason(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /** The reason of that wire name, if there is one. */
  public static Optional<ResetReason> named(String wireName) {
    return WireNames.find(values(), ResetReason::wireName, wireName);
  }
}
