package dev.rejoin.server.transport;

import dev.rejoin.server.protocol.CloseCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;

/**
 * Puts the frames of one socket together to messages. Vert.x could do that, but it turns invalid
 * UTF-8 into replacement characters, loses a message whose first fragment is empty, and drops what
 * is too long without a word. Here each of these ends the socket, by its own code.
 *
 * <p>The order of fragments, reserved bits and masks have been checked by Netty's decoder already.
 */
final class FrameAssembler {

  private static final Assembled UNFINISHED = new Assembled.Unfinished();

  private final int maxBytes;

  /** What came of a message that is not finished, or null. */
  private Buffer fragments;

  FrameAssembler(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** What a frame led to. */
  sealed interface Assembled {

    /** The message goes on in the next frame. */
    record Unfinished() implements Assembled {}

    /** A message is whole, and valid UTF-8. */
    record Whole(byte[] utf8) implements Assembled {}

    /** The socket has to be closed. */
    record Broken(CloseCode code, String reason) implements Assembled {}
  }

  /** Takes in one frame of a message: text, binary or continuation. */
  Assembled accept(WebSocketFrame frame) {
    if (frame.isBinary()) {
      return new Assembled.Broken(CloseCode.BINARY, "only text messages are understood");
    }
    Buffer bytes = frame.binaryData();
    int length = (fragments == null ? 0 : fragments.length()) + bytes.length();
    if (length > maxBytes) {
      return new Assembled.Broken(
          CloseCode.TOO_BIG, "a message of " + length + " bytes, at most " + maxBytes);
    }
    if (!frame.isFinal()) {
      fragments = joined(bytes);
      return UNFINISHED;
    }
    byte[] message = (fragments == null ? bytes : joined(bytes)).getBytes();
    fragments = null;
    return Utf8.isValid(message)
        ? new Assembled.Whole(message)
        : new Assembled.Broken(CloseCode.NOT_UTF8, "a message that is not UTF-8");
  }

  private Buffer joined(Buffer bytes) {
    return (fragments == null ? Buffer.buffer() : fragments).appendBuffer(bytes);
  }
}
