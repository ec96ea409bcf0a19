package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.server.config.Limits;
import dev.rejoin.server.testing.RawSocket;
import dev.rejoin.server.testing.TestServer;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way from a request to a socket. */
class HandshakeTest {

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.inMemory();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String upgrade(String header, String value) {
    Map<String, String> headers = RawSocket.headers(server.port());
    if (value == null) {
      headers.remove(header);
    } else {
      headers.put(header, value);
    }
    try (RawSocket socket = RawSocket.connect(server.port())) {
      return socket.upgrade(headers);
    }
  }

  private static int statusOf(String head) {
    return Integer.parseInt(head.split(" ")[1]);
  }

  @Test
  void aCorrectUpgradeSelectsTheSubprotocol() {
    String head = upgrade("Sec-WebSocket-Protocol", "other, rejoin.v1");
    assertEquals(101, statusOf(head));
    assertTrue(
        head.toLowerCase(Locale.ROOT).contains("sec-websocket-protocol: rejoin.v1\r\n"), head);
    assertTrue(head.contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo="), head);
  }

  @Test
  void compressionIsNeverNegotiated() {
    for (String offer :
        new String[] {
          "permessage-deflate",
          "permessage-deflate; client_max_window_bits",
          "deflate-frame",
          "x-webkit-deflate-frame"
        }) {
      String head = upgrade("Sec-WebSocket-Extensions", offer);
      assertEquals(101, statusOf(head));
      assertFalse(head.toLowerCase(Locale.ROOT).contains("extensions"), head);
    }
  }

  @Test
  void aCompressedFrameEndsTheSocket() {
    try (RawSocket socket = server.socket()) {
      socket.frame(0xC1, (byte) 1, (byte) 2, (byte) 3);
      assertEquals(1002, socket.readClose());
    }
  }

  @Test
  void withoutTheSubprotocolThereIsNoSocket() {
    assertEquals(400, statusOf(upgrade("Sec-WebSocket-Protocol", null)));
    assertEquals(400, statusOf(upgrade("Sec-WebSocket-Protocol", "rejoin.v2, rejoin")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"8", "7", "0", "14", "", "thirteen"})
  void anotherVersionOfWebSocketsIsRefused(String version) {
    String head = upgrade("Sec-WebSocket-Version", version);
    assertEquals(426, statusOf(head));
    assertTrue(head.contains("Sec-WebSocket-Version: 13"), head);
  }

  @Test
  void theOldestHandshakeWithoutAVersionIsRefused() {
    assertEquals(426, statusOf(upgrade("Sec-WebSocket-Version", null)));
  }

  @Test
  void aRequestThatIsNoUpgradeIsTold() {
    assertEquals(426, statusOf(upgrade("Upgrade", null)));
    assertEquals(426, statusOf(upgrade("Upgrade", "h2c")));
  }

  @Test
  void http2InTheClearIsOff() {
    try (RawSocket socket = RawSocket.connect(server.port())) {
      String head =
          socket.request(
              "GET /health/live",
              Map.of(
                  "Host", "localhost",
                  "Connection", "Upgrade, HTTP2-Settings",
                  "Upgrade", "h2c",
                  "HTTP2-Settings", "AAMAAABkAARAAAAAAAIAAAAA"));
      assertEquals(200, statusOf(head));
    }
  }

  @Test
  void thePrefaceOfHttp2IsNotAnswered() {
    try (RawSocket socket = RawSocket.connect(server.port())) {
      String head = socket.request("PRI *", Map.of("Host", "localhost"));
      assertTrue(statusOf(head) >= 400, head);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example",
        "https://notes.example.evil.example",
        "https://evil-notes.example",
        "http://notes.example",
        "https://notes.example:444",
        "https://notes.example/",
        "https://NOTES.example",
        "https://notes.example, https://notes.example",
        "null",
        "",
        "file://",
        "http://localhost",
        "http://127.0.0.1",
        "http://localhost:1",
      })
  void aPageFromElsewhereIsClosedWith4403(String origin) {
    Map<String, String> headers = RawSocket.headers(server.port());
    headers.put("Origin", origin);
    try (RawSocket socket = RawSocket.connect(server.port())) {
      assertEquals(101, statusOf(socket.upgrade(headers)));
      socket.text("{\"t\":\"hello\",\"v\":1}");
      RawSocket.Frame first = socket.read();
      assertEquals(4403, first.status());
      socket.last(RawSocket.CLOSE, first.payload());
      assertTrue(socket.readEnd());
    }
  }

  @Test
  void theOwnOriginAndAnAllowedOneComeIn() {
    for (String origin :
        new String[] {
          "http://localhost:" + server.port(),
          "https://localhost:" + server.port(),
          TestServer.ALLOWED_ORIGIN
        }) {
      Map<String, String> headers = RawSocket.headers(server.port());
      headers.put("Origin", origin);
      try (RawSocket socket = RawSocket.connect(server.port())) {
        socket.upgrade(headers);
        socket.text("{\"t\":\"hello\",\"v\":1}");
        assertTrue(socket.read().text().contains("welcome"), origin);
      }
    }
  }

  @Test
  void aSocketTooManyIsRefusedAndOneThatLeavesMakesRoom() {
    try (TestServer small = TestServer.inMemory(Limits.DEFAULT.with("maxConnections", 2))) {
      RawSocket first = small.socket();
      try (RawSocket second = small.socket();
          RawSocket third = RawSocket.connect(small.port())) {
        assertEquals(503, statusOf(third.upgrade(RawSocket.headers(small.port()))));
        first.last(RawSocket.CLOSE, (byte) 3, (byte) 0xE8);
        assertTrue(first.readEnd());
        second.text("{\"t\":\"hello\",\"v\":1}");
        assertTrue(second.read().text().contains("welcome"));
      } finally {
        first.close();
      }
      small.socket().close();
    }
  }
}
