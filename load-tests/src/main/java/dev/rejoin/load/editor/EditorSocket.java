package dev.rejoin.load.editor;

import dev.rejoin.server.protocol.BadMessageException;
import dev.rejoin.server.protocol.ClientMessage;
import dev.rejoin.server.protocol.ClientMessageWriter;
import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.ServerMessageReader;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.http.WebSocketInternal;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/** One connection: messages instead of frames, and its bytes counted. */
final class EditorSocket {
  private final ClientWebSocket socket;
  private final Traffic traffic;
  private final Listener listener;
  private Buffer fragments = Buffer.buffer();

  /** What comes out of a socket, on the event loop of its editor. */
  interface Listener {
    void received(EditorSocket from, ServerMessage message);

    void unreadable(EditorSocket from, String why);

    /** The last that is heard. The status is empty when the connection just broke. */
    void closed(EditorSocket from, OptionalInt status);
  }

  EditorSocket(WebSocketClient client, Traffic traffic, Listener listener) {
    this.socket = client.webSocket();
    this.traffic = traffic;
    this.listener = listener;
    // A frame's bytes go to the decoder as they are, without a detour over a String.
    socket.frameHandler(this::frame);
    // A connection that is reset is closed as well, and that is what counts.
    socket.exceptionHandler(reset -> {});
    socket.closeHandler(none -> listener.closed(this, status()));
  }

  Future<Void> connect(Address server) {
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setHost(server.host())
            .setPort(server.port())
            .setSsl(server.secure())
            .setURI("/v1/socket")
            .addSubProtocol("rejoin.v1")
            // Only pages have an origin.
            .setAllowOriginHeader(false);
    return socket.connect(options).onSuccess(open -> traffic.connected()).mapEmpty();
  }

  void send(ClientMessage message) {
    byte[] bytes = ClientMessageWriter.bytes(message);
    traffic.sent(bytes.length);
    // A write that fails is followed by the close of the socket, and that is what counts.
    socket.writeTextMessage(new String(bytes, StandardCharsets.UTF_8));
  }

  private void frame(WebSocketFrame frame) {
    if (!frame.isText() && !frame.isContinuation()) {
      return;
    }
    fragments.appendBuffer(frame.binaryData());
    if (frame.isFinal()) {
      byte[] message = fragments.getBytes();
      fragments = Buffer.buffer();
      traffic.received(message.length);
      read(message);
    }
  }

  private void read(byte[] message) {
    try {
      listener.received(this, ServerMessageReader.read(message));
    } catch (BadMessageException e) {
      listener.unreadable(this, e.getMessage());
    }
  }

  /** Says goodbye. */
  void close() {
    socket.close();
  }

  /** Breaks the connection as a cable does, without a close frame. */
  void cut() {
    ((WebSocketInternal) socket).channelHandlerContext().close();
  }

  void readNoMore() {
    socket.pause();
  }

  private OptionalInt status() {
    Short status = socket.closeStatusCode();
    return status == null ? OptionalInt.empty() : OptionalInt.of(status);
  }
}
