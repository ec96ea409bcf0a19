package dev.rejoin.server.testing;

import dev.rejoin.server.protocol.BadMessageException;
import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.ServerMessageReader;
import java.util.ArrayDeque;
import java.util.Deque;

/** A client that writes JSON as a test spells it, and reads messages. */
public final class WireClient implements AutoCloseable {

  private final RawSocket socket;
  private final Deque<ServerMessage> aside = new ArrayDeque<>();

  public WireClient(RawSocket socket) {
    this.socket = socket;
  }

  public RawSocket socket() {
    return socket;
  }

  public WireClient hello(String name) {
    say("{'t':'hello','v':1,'name':'" + name + "'}");
    expect(ServerMessage.Welcome.class);
    return this;
  }

  /** Opens a document, which is made if there is none. */
  public ServerMessage.Opened open(String document, String name) {
    say(
        "{'t':'open','doc':'%s','client':'%s','create':'text'}"
            .formatted(document, FakeParticipant.client(name)));
    return expect(ServerMessage.Opened.class);
  }

  /** Sends a message, with single quotes for double ones. */
  public void say(String json) {
    socket.text(json.replace('\'', '"'));
  }

  /** The next message, whatever it is. */
  public ServerMessage next() {
    ServerMessage early = aside.poll();
    return early == null ? read() : early;
  }

  private ServerMessage read() {
    RawSocket.Frame frame = socket.read();
    if (frame.opcode() != RawSocket.TEXT) {
      throw new AssertionError("no message, but opcode " + frame.opcode() + ": " + closed(frame));
    }
    try {
      return ServerMessageReader.read(frame.payload());
    } catch (BadMessageException bad) {
      throw new AssertionError("the server says " + frame.text(), bad);
    }
  }

  private static String closed(RawSocket.Frame frame) {
    return frame.opcode() == RawSocket.CLOSE ? "close " + frame.status() : frame.text();
  }

  /** The next message of that type; others that come before it are kept for later. */
  public <T extends ServerMessage> T expect(Class<T> type) {
    for (ServerMessage early : aside) {
      if (type.isInstance(early)) {
        aside.remove(early);
        return type.cast(early);
      }
    }
    while (true) {
      ServerMessage message = read();
      if (type.isInstance(message)) {
        return type.cast(message);
      }
      aside.add(message);
    }
  }

  /** Whether the socket still answers; what came before is forgotten. */
  public void expectAlive() {
    aside.removeIf(ServerMessage.Pong.class::isInstance);
    say("{'t':'ping'}");
    expect(ServerMessage.Pong.class);
    aside.clear();
  }

  @Override
  public void close() {
    socket.close();
  }
}
