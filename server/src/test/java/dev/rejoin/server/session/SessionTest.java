package dev.rejoin.server.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.server.codec.ParsedOperation;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.document.EncodedMessage;
import dev.rejoin.server.protocol.BadMessageException;
import dev.rejoin.server.protocol.ClientMessage;
import dev.rejoin.server.protocol.ClientMessage.Hello;
import dev.rejoin.server.protocol.ClientMessage.Open;
import dev.rejoin.server.protocol.ClientMessage.Ping;
import dev.rejoin.server.protocol.ClientMessage.Submit;
import dev.rejoin.server.protocol.ClientMessageReader;
import dev.rejoin.server.protocol.ClientMessageWriter;
import dev.rejoin.server.protocol.CloseCode;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.ServerMessage.Left;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.protocol.ServerMessage.Pong;
import dev.rejoin.server.protocol.ServerMessage.Welcome;
import dev.rejoin.server.protocol.ServerMessageReader;
import dev.rejoin.server.storage.Durability;
import dev.rejoin.server.testing.Crowd;
import dev.rejoin.server.testing.FakeParticipant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One client from hello to its end, without a socket, by a clock that is moved by hand. */
class SessionTest {

  private static final Limits LIMITS =
      Limits.DEFAULT
          .with("heartbeatMillis", 1_000)
          .with("operationsPerSecond", 1)
          .with("operationsBurst", 2);

  private final Crowd crowd = new Crowd(LIMITS);
  private final Sessions sessions =
      new Sessions(
          new SessionEnvironment(
              crowd.documents,
              Durability.MEMORY,
              new ClientMessageReader(LIMITS),
              crowd.time,
              crowd.time,
              LIMITS,
              () -> "session"));
  private final Line line = new Line();

  /** The client's end of a connection: writes down what comes. */
  private final class Line implements Connection {
    private final List<ServerMessage> heard = new ArrayList<>();
    private Optional<CloseCode> closed = Optional.empty();
    private final Session session = sessions.begin(this);

    @Override
    public void send(EncodedMessage message) {
      try {
        heard.add(ServerMessageReader.read(message.utf8()));
      } catch (BadMessageException bad) {
        throw new AssertionError("a message that cannot be read", bad);
      }
    }

    @Override
    public boolean hasRoom() {
      return true;
    }

    @Override
    public void close(CloseCode code, String reason) {
      closed = Optional.of(code);
    }

    void say(ClientMessage message) {
      session.received(ClientMessageWriter.bytes(message));
      crowd.time.settle();
    }

    List<ServerMessage> take() {
      List<ServerMessage> all = List.copyOf(heard);
      heard.clear();
      return all;
    }

    void greet() {
      say(new Hello(1, Optional.empty(), Optional.empty(), Optional.empty()));
      assertTrue(take().get(0) instanceof Welcome);
    }

    void open(String document) {
      say(
          new Open(
              document,
              FakeParticipant.client("ann"),
              Optional.of(DocumentType.TEXT),
              Optional.empty()));
      assertTrue(take().get(0) instanceof Opened);
    }

    void type(String document, long sequence, String text) {
      Operation operation = Operation.builder().insert(text).build();
      say(new Submit(document, sequence, 0, new ParsedOperation.Readable(operation)));
    }
  }

  @Test
  void nothingIsSaidBeforeHello() {
    line.say(new Ping());
    assertEquals(Optional.of(CloseCode.BAD_HELLO), line.closed);
    assertEquals(List.of(), line.take());
  }

  @Test
  void anEditGoesToTheDocumentThatItNames() {
    line.greet();
    line.open("first");
    line.open("second");
    line.type("second", 1, "hello");
    assertEquals("second", ((Ops) line.take().get(0)).document());
  }

  @Test
  void whoIsGoneHasLeftItsDocuments() {
    line.greet();
    line.open("doc");
    Line other = new Line();
    other.greet();
    other.open("doc");
    sessions.end(other.session);
    crowd.time.settle();
    List<ServerMessage> heard = line.take();
    assertTrue(heard.get(heard.size() - 1) instanceof Left, heard.toString());
  }

  @Test
  void whoSendsTooManyOperationsIsToldWhenToSendAgain() {
    line.greet();
    line.open("doc");
    for (int i = 0; i < 3; i++) {
      line.type("doc", 1, "again");
    }
    List<ServerMessage> heard = line.take();
    Nack nack = (Nack) heard.get(heard.size() - 1);
    assertEquals(NackCode.RATE, nack.code());
    assertEquals(1_000, nack.afterMillis().getAsLong());
    crowd.time.advance(1_000);
    line.type("doc", 1, "again");
    assertEquals(List.of(), line.take().stream().filter(Nack.class::isInstance).toList());
  }

  @Test
  void theServerSaysSomethingInEveryHeartbeat() {
    line.greet();
    crowd.time.advance(1_500);
    assertTrue(line.take().contains(new Pong()));
  }

  @Test
  void whoIsSilentForTwoHeartbeatsIsLetGo() {
    line.greet();
    crowd.time.advance(1_900);
    assertEquals(Optional.empty(), line.closed);
    crowd.time.advance(600);
    assertEquals(Optional.of(CloseCode.TOO_SLOW), line.closed);
  }

  @Test
  void whoNeverSaysHelloIsLetGo() {
    crowd.time.advance(LIMITS.greetingTimeoutMillis() + 1_000L);
    assertEquals(Optional.of(CloseCode.TOO_SLOW), line.closed);
  }
}
