package dev.rejoin.server.transport;

import dev.rejoin.server.protocol.CloseCode;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Hears what Netty's decoder finds wrong with a frame. Vert.x would end the connection without a
 * word; so a client could not tell a broken rule from a broken network, and would come back at
 * once. Of a close frame it finds itself what Netty overlooks, before Vert.x answers it.
 */
final class ViolationHandler extends ChannelInboundHandlerAdapter {

  /** The last code that means something to applications: RFC 6455, section 7.4.2. */
  private static final int LAST_CODE = 4999;

  private final BiConsumer<CloseCode, String> listener;

  /**
   * @param listener told the code that Netty has for it, and the rule
   */
  ViolationHandler(BiConsumer<CloseCode, String> listener) {
    this.listener = listener;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof CloseWebSocketFrame close && close.statusCode() > LAST_CODE) {
      close.release();
      listener.accept(CloseCode.PROTOCOL, "there is no close code beyond " + LAST_CODE);
    } else if (message instanceof CloseWebSocketFrame close && !hasReadableReason(close)) {
      close.release();
      listener.accept(CloseCode.NOT_UTF8, "a close whose reason is not UTF-8");
    } else {
      context.fireChannelRead(message);
    }
  }

  /** Netty does not mind a reason that ends within a character. */
  private static boolean hasReadableReason(CloseWebSocketFrame close) {
    byte[] payload = new byte[close.content().readableBytes()];
    close.content().getBytes(close.content().readerIndex(), payload);
    return Utf8.isValid(payload, Math.min(Short.BYTES, payload.length));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    Optional<CorruptedWebSocketFrameException> violation = violation(failure);
    if (violation.isEmpty()) {
      context.fireExceptionCaught(failure);
    } else {
      int status = violation.get().closeStatus().code();
      listener.accept(
          CloseCode.of(status).orElse(CloseCode.PROTOCOL), violation.get().getMessage());
    }
  }

  private static Optional<CorruptedWebSocketFrameException> violation(Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof CorruptedWebSocketFrameException)) {
      cause = cause.getCause();
    }
    return Optional.ofNullable((CorruptedWebSocketFrameException) cause);
  }
}
