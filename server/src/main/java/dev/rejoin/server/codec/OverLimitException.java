package dev.rejoin.server.codec;

import java.io.Serial;

/** An operation is larger than a limit allows. */
final class OverLimitException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  OverLimitException(String what, long got, long max) {
    super("%s: %d, over the limit of %d".formatted(what, got, max), null, false, false);
  }

  static void check(String what, long got, long max) throws OverLimitException {
    if (got > max) {
      throw new OverLimitException(what, got, max);
    }
  }
}
