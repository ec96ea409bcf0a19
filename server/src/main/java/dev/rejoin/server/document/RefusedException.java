package dev.rejoin.server.document;

import dev.rejoin.server.protocol.ErrorCode;
import java.io.Serial;

/** A document did not do what was asked. The code says why. */
public final class RefusedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final ErrorCode code;

  public RefusedException(ErrorCode code, String message) {
    super(message);
    this.code = code;
  }

  public ErrorCode code() {
    return code;
  }
}
