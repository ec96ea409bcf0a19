package dev.rejoin.server.transport;

import dev.rejoin.server.protocol.BadMessageException;
import dev.rejoin.server.protocol.CloseCode;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.ServerMessage.Drain;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.ServerMessage.Pong;
import dev.rejoin.server.protocol.ServerMessage.Problem;
import dev.rejoin.server.protocol.ServerMessageReader;
import dev.rejoin.server.testing.RawSocket;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** A socket with one document open. */
final class SocketLine implements Line {

  private static final int FINAL = 0x80;

  private static final Set<NackCode> COME_AGAIN = EnumSet.of(NackCode.BUSY, NackCode.STORAGE);

  private static final Set<Integer> GOING =
      Set.of(CloseCode.GOING_AWAY.status(), CloseCode.RESTART.status());

  private final RawSocket raw;
  private final Consumer<ServerMessage> listener;
  private String operation = "";

  /**
   * @param open how the document is opened, with single quotes for double ones
   */
  SocketLine(int port, String open, Consumer<ServerMessage> listener) {
    this.raw = RawSocket.open(port);
    this.listener = listener;
    say("{'t':'hello','v':1}");
    say(open);
    try {
      awaitOpened();
    } catch (UncheckedIOException gone) {
      raw.close();
      throw gone;
    }
  }

  private void awaitOpened() {
    ServerMessage message = next();
    for (; !(message instanceof Opened); message = next()) {
      take(message);
    }
    take(message);
  }

  @Override
  public void carry(String request, String submit) {
    operation = submit;
  }

  private void say(String json) {
    raw.last(RawSocket.TEXT, bytes(json));
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void send() {
    say(operation);
  }

  @Override
  public void sendPartly(int bytes) {
    byte[] frame = RawSocket.encode(FINAL | RawSocket.TEXT, bytes(operation));
    raw.writeBytes(Arrays.copyOf(frame, bytes % frame.length));
  }

  @Override
  public void hear() {
    say("{'t':'ping'}");
    ServerMessage message = next();
    for (; !(message instanceof Pong); message = next()) {
      take(message);
    }
  }

  private void take(ServerMessage message) {
    boolean isSentAway =
        message instanceof Drain
            || (message instanceof Nack nack && COME_AGAIN.contains(nack.code()));
    if (isSentAway) {
      throw Line.gone(message.toString());
    }
    if (message instanceof Problem) {
      throw new AssertionError(operation + " is answered " + message);
    }
    listener.accept(message);
  }

  private ServerMessage next() {
    RawSocket.Frame frame = raw.read();
    if (frame.opcode() == RawSocket.CLOSE && GOING.contains(frame.status())) {
      throw Line.gone(frame.text());
    }
    if (frame.opcode() != RawSocket.TEXT) {
      throw new AssertionError("opcode " + frame.opcode() + ": " + frame.text());
    }
    try {
      return ServerMessageReader.read(frame.payload());
    } catch (BadMessageException bad) {
      throw new AssertionError("the server says " + frame.text(), bad);
    }
  }

  @Override
  public void close() {
    raw.close();
  }
}
