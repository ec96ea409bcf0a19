package dev.rejoin.server.session;

import dev.rejoin.server.document.EncodedMessage;
import dev.rejoin.server.protocol.CloseCode;

/**
 * The way to one client. All may be called from any thread; what one thread sends keeps its order.
 */
public interface Connection {

  /** Sends a message, unless the connection is closed. */
  void send(EncodedMessage message);

  /** Whether little enough waits to be sent. When not, {@link Session#drained} says when again. */
  boolean hasRoom();

  /** Says why, and closes. What was sent before goes out first, if the client reads it. */
  void close(CloseCode code, String reason);
}
