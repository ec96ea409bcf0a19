package dev.rejoin.server.transport;

import dev.rejoin.server.protocol.CloseCode;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import java.util.function.BiConsumer;

/**
 * Hears what Netty's decoder finds wrong with a frame. Vert.x would end the connection without a
 * word; so a client could not tell a broken rule from a broken network, and would come back at
 * once.
 */
final class ViolationHandler extends ChannelInboundHandlerAdapter {

  private final BiConsumer<CloseCode, String> listener;

  /**
   * @param listener told the code that Netty has for it, and the rule
   */
  ViolationHandler(BiConsumer<CloseCode, String> listener) {
    this.listener = listener;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    CorruptedWebSocketFrameException violation = violation(failure);
    if (violation == null) {
      context.fireExceptionCaught(failure);
    } else {
      CloseCode code = CloseCode.of(violation.closeStatus().code()).orElse(CloseCode.PROTOCOL);
      listener.accept(code, violation.getMessage());
    }
  }

  private static CorruptedWebSocketFrameException violation(Throwable failure) {
    Throwable cause = failure;
    while (cause != null && !(cause instanceof CorruptedWebSocketFrameException)) {
      cause = cause.getCause();
    }
    return (CorruptedWebSocketFrameException) cause;
  }
}
