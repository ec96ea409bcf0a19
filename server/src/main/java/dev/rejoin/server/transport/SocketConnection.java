package dev.rejoin.server.transport;

import dev.rejoin.server.config.Limits;
import dev.rejoin.server.document.EncodedMessage;
import dev.rejoin.server.protocol.CloseCode;
import dev.rejoin.server.session.Connection;
import dev.rejoin.server.session.Session;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.http.WebSocketInternal;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * One WebSocket. Counts what waits to be sent, because Vert.x's queue has no end: {@link Backlog}.
 */
final class SocketConnection implements Connection, TurnOutput.Written {

  /**
   * What a message costs beside its bytes while it waits: its place in the queue, and who is told
   * when it is sent. Without this, a million small answers would wait before a bound is reached.
   */
  private static final int WAITING_OVERHEAD_BYTES = 256;

  private static final long LAST_WORDS_MILLIS = 2_000;

  /** A close frame has room for 125 bytes, two of which are the code. */
  private static final int MAX_REASON_BYTES = 123;

  private final ServerWebSocket socket;
  private final ChannelHandlerContext wire;
  private final TurnOutput output;
  private final FrameAssembler assembler;

  // Touched by any thread.
  private final Backlog backlog;
  private volatile boolean closing;

  // Touched by the connection's event loop only.
  private Session session;
  private boolean marked;

  /** Whether what comes in is no longer made frames of: its answer to a close would not be seen. */
  private boolean deaf;

  SocketConnection(ServerWebSocket socket, TurnOutput output, Limits limits) {
    this.socket = socket;
    this.output = output;
    this.wire =
        ((WebSocketInternal) socket).channelHandlerContext().pipeline().context("wsencoder");
    this.assembler = new FrameAssembler(limits.maxMessageBytes());
    this.backlog = new Backlog(limits);
  }

  /** Begins to listen, for {@code listener}. */
  void listen(Session listener) {
    session = listener;
    wire.pipeline().addAfter("wsdecoder", "violations", new ViolationHandler(this::violated));
    socket.frameHandler(this::accept);
  }

  // In.

  private void accept(WebSocketFrame frame) {
    if (closing) {
      return;
    }
    if (frame.isText() || frame.isBinary() || frame.isContinuation()) {
      accept(assembler.accept(frame));
    } else {
      acceptControl();
    }
  }

  private void accept(FrameAssembler.Assembled assembled) {
    if (assembled instanceof FrameAssembler.Assembled.Whole whole) {
      session.received(whole.utf8());
    } else if (assembled instanceof FrameAssembler.Assembled.Broken broken) {
      session.close(broken.code(), broken.reason());
    } else {
      session.heard();
    }
  }

  private void violated(CloseCode code, String rule) {
    if (!closing) {
      deaf = true;
      session.close(code, rule);
    }
  }

  /** Vert.x answers a ping by itself, and does not ask whether anyone reads the answers. */
  private void acceptControl() {
    if (wire.channel().isWritable()) {
      session.heard();
    } else {
      session.close(CloseCode.TOO_SLOW, "pings, but does not read");
    }
  }

  // Out.

  @Override
  public void send(EncodedMessage message) {
    if (closing) {
      return;
    }
    if (!backlog.takes(cost(message))) {
      close(CloseCode.TOO_SLOW, "more than " + backlog.most() + " bytes wait to be read");
    } else if (eventLoop().inEventLoop()) {
      write(message);
    } else {
      eventLoop().execute(() -> write(message));
    }
  }

  private void write(EncodedMessage message) {
    int cost = cost(message);
    output.write(this, message, wire.newPromise().addListener(sent -> sent(cost)));
  }

  /**
   * Nothing comes or goes any more. When very many leave at once, each is told of the others until
   * its seats are given back: what is said to those who are gone has to cost nothing.
   */
  void ended() {
    closing = true;
  }

  private static int cost(EncodedMessage message) {
    return message.length() + WAITING_OVERHEAD_BYTES;
  }

  private void sent(int cost) {
    if (backlog.drains(cost) && !closing) {
      session.drained();
    }
  }

  @Override
  public boolean hasRoom() {
    return backlog.hasRoom();
  }

  @Override
  public void close(CloseCode code, String reason) {
    closing = true;
    eventLoop().execute(() -> closeNow(code, reason));
  }

  /**
   * A client that does not read does not get to the close frame: so the socket ends in any case.
   */
  private void closeNow(CloseCode code, String reason) {
    if (!socket.isClosed()) {
      socket.close((short) code.status(), fitting(reason));
      if (deaf) {
        endOutput();
      }
      eventLoop().schedule(() -> wire.channel().close(), LAST_WORDS_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /**
   * The end follows the close frame at once. Only this direction ends: if the whole connection did
   * while bytes are there that nobody reads, the system would take the close frame back.
   */
  private void endOutput() {
    wire.writeAndFlush(Unpooled.EMPTY_BUFFER)
        .addListener(written -> ((DuplexChannel) wire.channel()).shutdownOutput());
  }

  private static String fitting(String reason) {
    byte[] utf8 = reason.getBytes(StandardCharsets.UTF_8);
    if (utf8.length <= MAX_REASON_BYTES) {
      return reason;
    }
    int end = MAX_REASON_BYTES;
    while ((utf8[end] & 0xC0) == 0x80) {
      end--;
    }
    return new String(utf8, 0, end, StandardCharsets.UTF_8);
  }

  private EventLoop eventLoop() {
    return wire.channel().eventLoop();
  }

  @Override
  public ChannelHandlerContext wire() {
    return wire;
  }

  @Override
  public boolean isMarked() {
    return marked;
  }

  @Override
  public void mark(boolean isMarked) {
    marked = isMarked;
  }
}
