package dev.rejoin.server.transport;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Tells UTF-8 from what only looks like it: overlong forms, surrogates, cut sequences. */
final class Utf8 {

  private static final int WINDOW = 1_024;

  private Utf8() {}

  static boolean isValid(byte[] bytes) {
    return isValid(bytes, 0);
  }

  /** Whether the bytes from {@code from} on are. */
  static boolean isValid(byte[] bytes, int from) {
    if (from == 0 && isAscii(bytes)) {
      return true;
    }
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer rest = ByteBuffer.wrap(bytes, from, bytes.length - from);
    CharBuffer window = CharBuffer.allocate(WINDOW);
    CoderResult result;
    do {
      window.clear();
      result = decoder.decode(rest, window, true);
    } while (result.isOverflow());
    return !result.isError();
  }

  private static boolean isAscii(byte[] bytes) {
    for (byte each : bytes) {
      if (each < 0) {
        return false;
      }
    }
    return true;
  }
}
