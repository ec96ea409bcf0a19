package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.ServerMessage.Pong;
import dev.rejoin.server.protocol.ServerMessage.Welcome;
import dev.rejoin.server.testing.RawSocket;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WireClient;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames, right and wrong, over a raw socket. */
class FramesTest {

  private static final int MAX = 4_096;
  private static final String HELLO =
      "{\"t\":\"hello\",\"v\":1,\"name\":\"Zo\u00eb \ud83d\ude80\"}";

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.inMemory(Limits.DEFAULT.with("maxMessageBytes", MAX));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String messageOf(int bytes) {
    String start = "{\"t\":\"ping\",\"x\":\"";
    return start + "a".repeat(bytes - start.length() - 2) + "\"}";
  }

  @Test
  void aMessageInOneFrameIsUnderstood() {
    try (RawSocket socket = server.socket()) {
      socket.text(HELLO);
      assertTrue(socket.read().text().contains("Zo\u00eb \ud83d\ude80"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 20})
  void aMessageInFragmentsIsUnderstoodWhereverItIsCut(int size) {
    byte[] hello = utf8(HELLO);
    try (RawSocket socket = server.socket()) {
      for (int at = 0; at < hello.length; at += size) {
        int end = Math.min(hello.length, at + size);
        int opcode = at == 0 ? RawSocket.TEXT : RawSocket.CONTINUATION;
        socket.frame(
            (end == hello.length ? 0x80 : 0) | opcode,
            java.util.Arrays.copyOfRange(hello, at, end));
      }
      assertTrue(socket.read().text().contains("Zo\u00eb \ud83d\ude80"));
    }
  }

  @Test
  void aMessageWhoseFirstFragmentIsEmptyIsUnderstood() {
    try (RawSocket socket = server.socket()) {
      socket.fragment(RawSocket.TEXT, false, "");
      socket.fragment(RawSocket.CONTINUATION, true, HELLO);
      assertTrue(socket.read().text().contains("welcome"));
    }
  }

  @Test
  void aMessageWhoseLastFragmentIsEmptyIsUnderstood() {
    try (RawSocket socket = server.socket()) {
      socket.fragment(RawSocket.TEXT, false, HELLO);
      socket.fragment(RawSocket.CONTINUATION, true, "");
      assertTrue(socket.read().text().contains("welcome"));
    }
  }

  @Test
  void aFrameInManyPiecesOfTcpIsUnderstood() {
    try (RawSocket socket = server.socket()) {
      for (byte each : RawSocket.encode(0x81, utf8(HELLO))) {
        socket.writeBytes(each);
      }
      assertTrue(socket.read().text().contains("welcome"));
    }
  }

  @Test
  void manyFramesInOnePieceOfTcpAreUnderstood() {
    try (WireClient client = server.client("ann")) {
      byte[] ping = RawSocket.encode(0x81, utf8("{\"t\":\"ping\"}"));
      byte[] five = new byte[5 * ping.length];
      IntStream.range(0, 5)
          .forEach(i -> System.arraycopy(ping, 0, five, i * ping.length, ping.length));
      client.socket().writeBytes(five);
      IntStream.range(0, 5).forEach(i -> client.expect(Pong.class));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "c3",
        "c328",
        "c0af",
        "e08080",
        "eda080",
        "f0808080",
        "f4908080",
        "ff",
        "e282"
      })
  void whatIsNotUtf8EndsTheSocketWith1007(String hex) {
    byte[] bad = new java.math.BigInteger("22" + hex + "22", 16).toByteArray();
    try (WireClient client = server.client("ann")) {
      client.socket().last(RawSocket.TEXT, bad);
      assertEquals(1007, client.socket().readClose());
      assertTrue(client.socket().readEnd());
    }
  }

  @Test
  void whatIsNotUtf8AcrossFragmentsEndsTheSocketWith1007() {
    try (WireClient client = server.client("ann")) {
      client.socket().frame(RawSocket.TEXT, (byte) '"', (byte) 0xC3);
      client.socket().last(RawSocket.CONTINUATION, (byte) '(', (byte) '"');
      assertEquals(1007, client.socket().readClose());
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, true", "0, true", "1, false"})
  void aMessageAtTheLimitPassesAndOneByteMoreEndsTheSocketWith1009(int more, boolean passes) {
    try (WireClient client = server.client("ann")) {
      client.socket().text(messageOf(MAX + more));
      if (passes) {
        client.expect(Pong.class);
      } else {
        assertEquals(1009, client.socket().readClose());
        assertTrue(client.socket().readEnd());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"-1, true", "0, true", "1, false"})
  void theLimitCountsAllFragmentsOfAMessage(int more, boolean passes) {
    String message = messageOf(MAX + more);
    try (WireClient client = server.client("ann")) {
      client.socket().fragment(RawSocket.TEXT, false, message.substring(0, MAX / 2));
      client.socket().fragment(RawSocket.CONTINUATION, true, message.substring(MAX / 2));
      if (passes) {
        client.expect(Pong.class);
      } else {
        assertEquals(1009, client.socket().readClose());
      }
    }
  }

  @Test
  void aFrameThatAnnouncesFourGigabytesEndsTheSocketAtOnce() {
    try (WireClient client = server.client("ann")) {
      client.socket().writeBytes((byte) 0x81, (byte) 0xFF, (byte) 0, (byte) 0, (byte) 0, (byte) 1);
      client.socket().writeBytes(new byte[8]);
      assertEquals(1009, client.socket().readClose());
    }
  }

  @Test
  void binaryEndsTheSocketWith1003() {
    try (WireClient client = server.client("ann")) {
      client.socket().last(RawSocket.BINARY, utf8("{\"t\":\"ping\"}"));
      assertEquals(1003, client.socket().readClose());
      assertTrue(client.socket().readEnd());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0xC1, 0xA1, 0x91, 0xF1, 0x83, 0x8B, 0x80, 0x89 ^ 0x80, 0x88 ^ 0x80})
  void reservedBitsUnknownOpcodesAndLoneContinuationsEndTheSocketWith1002(int first) {
    try (WireClient client = server.client("ann")) {
      client.socket().frame(first, utf8("x"));
      assertEquals(1002, client.socket().readClose());
      assertTrue(client.socket().readEnd());
    }
  }

  @Test
  void aNewMessageInsideAnotherEndsTheSocketWith1002() {
    try (WireClient client = server.client("ann")) {
      client.socket().fragment(RawSocket.TEXT, false, "{");
      client.socket().fragment(RawSocket.TEXT, true, "}");
      assertEquals(1002, client.socket().readClose());
    }
  }

  @Test
  void anUnmaskedFrameEndsTheSocketWith1002() {
    try (WireClient client = server.client("ann")) {
      client.socket().writeBytes((byte) 0x81, (byte) 1, (byte) 'x');
      assertEquals(1002, client.socket().readClose());
      assertTrue(client.socket().readEnd());
    }
  }

  @Test
  void aControlFrameOfMoreThan125BytesEndsTheSocketWith1002() {
    try (WireClient client = server.client("ann")) {
      client.socket().last(RawSocket.PING, new byte[126]);
      assertEquals(1002, client.socket().readClose());
    }
  }

  @Test
  void aPingIsAnsweredAlsoBetweenFragments() {
    try (RawSocket socket = server.socket()) {
      socket.fragment(RawSocket.TEXT, false, HELLO.substring(0, 10));
      socket.last(RawSocket.PING, utf8("now?"));
      RawSocket.Frame pong = socket.read();
      assertEquals(RawSocket.PONG, pong.opcode());
      assertArrayEquals(utf8("now?"), pong.payload());
      socket.fragment(RawSocket.CONTINUATION, true, HELLO.substring(10));
      assertTrue(socket.read().text().contains("welcome"));
    }
  }

  @Test
  void aPongThatNobodyAskedForIsIgnored() {
    try (WireClient client = server.client("ann")) {
      client.socket().last(RawSocket.PONG, utf8("!"));
      client.expectAlive();
    }
  }

  @Test
  void aCloseIsAnsweredAndTheConnectionEnds() {
    try (WireClient client = server.client("ann")) {
      client.socket().last(RawSocket.CLOSE, (byte) (1000 >> 8), (byte) (1000 & 0xFF));
      assertEquals(1000, client.socket().readClose());
      assertTrue(client.socket().readEnd());
    }
  }

  @Test
  void whatFollowsABrokenMessageIsNotListenedTo() {
    try (WireClient ann = server.client("ann");
        WireClient bob = server.client("bob")) {
      bob.open("after-broken", "bob");
      ann.socket().last(RawSocket.BINARY, (byte) 1);
      ann.say("{'t':'open','doc':'after-broken','client':'ann___________________'}");
      assertEquals(1003, ann.socket().readClose());
      bob.say("{'t':'ping'}");
      assertTrue(bob.next() instanceof Pong, "nobody joined");
    }
  }

  @Test
  void whatTheServerSendsIsOneFinalUnmaskedTextFrameWhateverItsLength() {
    try (WireClient client = server.client("ann")) {
      for (int length : new int[] {0, 100, 200, 3_000}) {
        String document = "length-" + length;
        client.open(document, "ann");
        client.say(
            "{'t':'op','doc':'%s','seq':1,'rev':0,'op':['%s']}"
                .formatted(document, "y".repeat(length + 1)));
        RawSocket.Frame frame = client.socket().read();
        assertEquals(0x81, frame.first());
        assertTrue(frame.text().contains("y".repeat(length + 1)));
      }
    }
  }

  @Test
  void anAnswerOfMoreThan64KilobytesIsOneFrame() {
    try (TestServer large = TestServer.inMemory();
        WireClient client = large.client("ann")) {
      client.open("large", "ann");
      client.say(
          "{'t':'op','doc':'large','seq':1,'rev':0,'op':['%s']}".formatted("z".repeat(200_000)));
      RawSocket.Frame frame = client.socket().read();
      assertEquals(0x81, frame.first());
      assertTrue(frame.payload().length > 200_000);
      assertFalse(frame.text().contains("error"));
    }
  }

  @Test
  void aWelcomeTellsTheLimitAndTheDurability() {
    try (WireClient client = new WireClient(server.socket())) {
      client.say("{'t':'hello','v':1}");
      Welcome welcome = client.expect(Welcome.class);
      assertEquals(MAX, welcome.limits().get("maxMessageBytes"));
      assertEquals("memory", welcome.durability());
    }
  }
}
