package dev.rejoin.server.protocol;

import java.util.Optional;

/** Why a message was not understood or not obeyed. The socket lives on in every case. */
public enum ErrorCode {
  BAD_MESSAGE("bad_message"),
  UNKNOWN_TYPE("unknown_type"),
  UNAUTHORIZED("unauthorized"),
  FORBIDDEN("forbidden"),
  NOT_FOUND("not_found"),
  NOT_OPEN("not_open"),
  COMPACTED("compacted"),
  TOO_LARGE("too_large"),
  RATE("rate"),
  INTERNAL("internal");

  private final String wireName;

  ErrorCode(String wireName) {
    this.wireName = wireName;
  }

  public String wireName() {
    return wireName;
  }

  /** The code of that wire name, if there is one. */
  public static Optional<ErrorCode> named(String wireName) {
    return WireNames.find(values(), ErrorCode::wireName, wireName);
  }
}
