package dev.rejoin.server.rfc6455;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.ServerMessage.Pong;
import dev.rejoin.server.testing.RawSocket;
import dev.rejoin.server.testing.ServerWarnings;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WireClient;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Promise W1: what the server says to each way of keeping or breaking RFC 6455, and that a second
 * client notices nothing of it.
 */
class Rfc6455Test {

  private static final int PROMISED = 300;

  private static TestServer server;
  private static ServerWarnings warnings;
  private static WireClient witness;

  @BeforeAll
  static void start() {
    warnings = new ServerWarnings();
    server =
        TestServer.inMemory(
            Limits.DEFAULT
                .with("maxMessageBytes", 4_096)
                .with("messagesPerSecond", 100_000)
                .with("messagesBurst", 100_000));
    witness = server.client("witness");
    witness.open("calm", "witness");
  }

  @AfterAll
  static void stop() {
    witness.close();
    server.close();
    warnings.close();
    assertEquals(List.of(), warnings.seen(), "what clients do wrong is no trouble of the server's");
  }

  /** Whoever opened the witness's document would be announced before the pong. */
  @AfterEach
  void theWitnessNoticedNothing() {
    witness.say("{'t':'ping'}");
    assertEquals(new Pong(), witness.next());
  }

  static Stream<OpeningCase> openings() {
    return OpeningCase.table().stream();
  }

  static Stream<WireCase> messages() {
    return WireCase.table("messages").stream();
  }

  static Stream<WireCase> controls() {
    return WireCase.table("control").stream();
  }

  static Stream<WireCase> json() {
    return WireCase.table("json").stream();
  }

  static Stream<WireCase> heads() {
    return Combinations.heads();
  }

  static Stream<WireCase> closeCodes() {
    return Combinations.closeCodes();
  }

  static Stream<WireCase> cuts() {
    return Combinations.cuts();
  }

  static Stream<WireCase> notUtf8() {
    return Combinations.notUtf8();
  }

  @Test
  void thereAreAsManyCasesAsArePromised() {
    List<String> names =
        Stream.of(
                openings(),
                messages(),
                controls(),
                json(),
                heads(),
                closeCodes(),
                cuts(),
                notUtf8())
            .flatMap(cases -> cases)
            .map(Object::toString)
            .toList();
    assertEquals(names.size(), names.stream().distinct().count(), "no case is there twice");
    assertTrue(names.size() >= PROMISED, names.size() + " cases");
    System.out.println(names.size() + " cases of RFC 6455");
  }

  @ParameterizedTest
  @MethodSource("openings")
  void aSocketIsOpenedAsTheStandardSaysOrNotAtAll(OpeningCase opening) {
    try (RawSocket socket = RawSocket.connect(server.port())) {
      String head = opening.ask(socket, server.port());
      assertEquals(opening.status(), Integer.parseInt(head.split(" ")[1]), head);
      String lower = head.toLowerCase(Locale.ROOT);
      if (opening.status() == 101) {
        assertTrue(lower.contains("sec-websocket-protocol: rejoin.v1\r\n"), head);
        assertFalse(lower.contains("sec-websocket-extensions"), head);
        socket.text("{\"t\":\"hello\",\"v\":1}");
        assertTrue(socket.read().text().contains("welcome"));
      } else {
        assertEquals(opening.status() == 426, lower.contains("sec-websocket-version: 13\r\n"));
      }
    }
  }

  @ParameterizedTest
  @MethodSource({"messages", "controls", "json", "heads", "closeCodes", "cuts", "notUtf8"})
  void framesAreAnsweredAsTheStandardSays(WireCase wireCase) {
    try (WireClient client = server.client("attacker")) {
      assertEquals(wireCase.expected(), wireCase.play(client.socket()));
    }
  }

  @Test
  void whatFollowsTheServersOwnCloseIsNotHeard() {
    try (WireClient client = server.client("attacker")) {
      client.socket().last(RawSocket.BINARY, (byte) 0);
      assertEquals(1003, client.socket().read().status());
      Script.writes("text OPEN then ping then close 1000").forEach(client.socket()::writesBytes);
      assertTrue(client.socket().readEnd());
    }
  }

  @Test
  void whoDoesNotAnswerACloseIsEndedAllTheSame() {
    try (WireClient client = server.client("attacker")) {
      client.socket().last(RawSocket.BINARY, (byte) 0);
      assertEquals(1003, client.socket().read().status());
      assertTrue(client.socket().readEnd());
    }
  }

  @Test
  void whoAnswersACloseWithAnotherCodeIsEnded() {
    try (WireClient client = server.client("attacker")) {
      client.socket().last(RawSocket.BINARY, (byte) 0);
      assertEquals(1003, client.socket().read().status());
      Script.writes("close 1000").forEach(client.socket()::writesBytes);
      assertTrue(client.socket().readEnd());
    }
  }

  @Test
  void whoEndsWithoutACloseIsEnded() {
    try (WireClient client = server.client("attacker")) {
      client.socket().endOutput();
      assertTrue(client.socket().readEnd());
    }
  }

  @Test
  void whoEndsWithinAFrameIsEnded() {
    try (WireClient client = server.client("attacker")) {
      client.socket().writeBytes((byte) 0x81, (byte) 0xFE, (byte) 1);
      client.socket().endOutput();
      assertTrue(client.socket().readEnd());
    }
  }
}
