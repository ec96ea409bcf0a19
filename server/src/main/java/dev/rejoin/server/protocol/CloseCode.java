package dev.rejoin.server.protocol;

import java.util.Optional;

/** Why a socket is closed, and whether the client may come back as it is. */
public enum CloseCode {
  GOING_AWAY(1001, "going away", Return.WELCOME),
  PROTOCOL(1002, "protocol error", Return.WELCOME),
  BINARY(1003, "text frames only", Return.WELCOME),
  NOT_UTF8(1007, "not UTF-8", Return.WELCOME),
  TOO_BIG(1009, "message too big", Return.WELCOME),
  RESTART(1012, "restart", Return.WELCOME),
  BAD_HELLO(4400, "bad hello", Return.POINTLESS),
  UNAUTHORIZED(4401, "token missing, wrong or expired", Return.POINTLESS),
  ORIGIN(4403, "origin not allowed", Return.POINTLESS),
  TOO_SLOW(4408, "too slow", Return.WELCOME),
  FLOOD(4429, "flood", Return.WELCOME);

  private enum Return {
    WELCOME,
    POINTLESS
  }

  private final int status;
  private final String reason;
  private final Return comeBack;

  CloseCode(int status, String reason, Return comeBack) {
    this.status = status;
    this.reason = reason;
    this.comeBack = comeBack;
  }

  /** The number in the close frame. */
  public int status() {
    return status;
  }

  /** The text in the close frame, where there is nothing better to say. */
  public String reason() {
    return reason;
  }

  /** Whether a client may reconnect without changing anything. */
  public boolean retry() {
    return comeBack == Return.WELCOME;
  }

  /** The code of that number, if there is one. */
  public static Optional<CloseCode> of(int status) {
    for (CloseCode code : values()) {
      if (code.status == status) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }
}
