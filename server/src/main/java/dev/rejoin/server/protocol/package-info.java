/**
 * The messages of protocol version 1, as docs/protocol.md has them.
 *
 * <pre>
 *   frame ──► ClientMessageReader ──► ClientMessage      (server)
 *   frame ◄── ServerMessageWriter ◄── ServerMessage
 *   frame ◄── ClientMessageWriter ◄── ClientMessage      (clients written in Java)
 *   frame ──► ServerMessageReader ──► ServerMessage
 *   body  ──► ExchangeRequestReader ──► ExchangeRequest  (the same, without a socket)
 * </pre>
 *
 * <p>A message is a record that is valid once it exists: ids, numbers and names were checked. What
 * cannot be read becomes a {@link dev.rejoin.server.protocol.BadMessageException} with the code to
 * answer, except for the operation in a submit, whose fault belongs to that operation. Writing
 * makes the bytes once; they are shared by all who get the message.
 */
package dev.rejoin.server.protocol;
