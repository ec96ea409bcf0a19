package dev.rejoin.server.document;

import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.ServerMessageWriter;

/**
 * A message in the bytes that go over the wire, made once however many receive it. The same object
 * is handed to every receiver, so that the transport can tell that it has put it into a frame
 * already.
 */
public final class EncodedMessage {

  private final byte[] utf8;

  private EncodedMessage(byte[] utf8) {
    this.utf8 = utf8;
  }

  public static EncodedMessage of(ServerMessage message) {
    return new EncodedMessage(ServerMessageWriter.bytes(message));
  }

  /** How many bytes. */
  public int length() {
    return utf8.length;
  }

  /** The bytes themselves, not a copy: nobody changes them. */
  public byte[] utf8() {
    return utf8;
  }
}
