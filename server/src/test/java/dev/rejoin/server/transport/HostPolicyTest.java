package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.server.config.Limits;
import dev.rejoin.server.config.ServerConfig;
import dev.rejoin.server.config.StoreKind;
import dev.rejoin.server.testing.RawSocket;
import dev.rejoin.server.testing.TestServer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Under which names a server may be asked; no other name leads anywhere. */
class HostPolicyTest {

  private static final HostPolicy POLICY =
      HostPolicy.of(
          new ServerConfig(
              "Own-Name",
              80,
              Path.of("unused"),
              StoreKind.MEMORY,
              Set.of("https://notes.example", "http://[::5]:8080"),
              Set.of("intranet"),
              true,
              Optional.empty(),
              Limits.DEFAULT));

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.inMemory();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8080",
        "LOCALHOST:8080",
        "localhost.",
        "app.localhost:1",
        "127.0.0.1:8080",
        "192.168.1.20",
        "[::1]:8080",
        "[fe80::1]",
        "[::ffff:127.0.0.1]:80",
        "intranet",
        "own-name:80",
        "Intranet:8080",
        "notes.example",
        "notes.example.:443",
      })
  void addressesOwnNamesAndToldNamesAreKnown(String host) {
    assertTrue(POLICY.allows(host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example",
        "evil.example:8080",
        "localhost.evil.example",
        "evillocalhost",
        "127.0.0.1.evil.example",
        "notes.example.evil.example",
        "evil-notes.example",
        "sub.notes.example",
        "[::1].evil.example",
        "[evil.example]",
        "",
        ":8080",
        ".",
        "a b",
        "notes.example/",
        "evil.example@localhost",
        "localhost:8080:8080",
        "localhost:999999",
        "*",
      })
  void everyOtherIsNot(String host) {
    assertFalse(POLICY.allows(host));
  }

  @Test
  void whatSendsNoHostIsNoBrowserAndTheStarIsAnyName() {
    assertTrue(POLICY.allows(null));
    assertTrue(new HostPolicy(Set.of("*")).allows("whatever.example"));
    assertFalse(new HostPolicy(Set.of()).allows("whatever.example"));
  }

  private static String get(String path, String host) {
    try (RawSocket socket = RawSocket.connect(server.port())) {
      return socket.request("GET " + path, Map.of("Host", host));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/d/x", "/sw.js", "/v1/documents", "/v1/client-metrics"})
  void aForeignNameLeadsNowhere(String path) {
    String answer = get(path, "evil.example");
    assertTrue(answer.startsWith("HTTP/1.1 421 "), answer);
    assertTrue(answer.toLowerCase(Locale.ROOT).contains("nosniff"), answer);
  }

  @Test
  void norDoesItOpenASocketThoughItsOriginFits() {
    Map<String, String> headers = RawSocket.headers(server.port());
    headers.put("Host", "evil.example");
    headers.put("Origin", "http://evil.example");
    try (RawSocket socket = RawSocket.connect(server.port())) {
      String answer = socket.upgrade(headers);
      assertTrue(answer.startsWith("HTTP/1.1 421 "), answer);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/documents, intranet.example, 200",
    "/v1/documents, notes.example, 200",
    "/v1/documents, 127.0.0.1, 200",
    "/health/live, evil.example, 200",
  })
  void aKnownNameIsServed(String path, String host, int status) {
    String answer = get(path, host);
    assertTrue(answer.startsWith("HTTP/1.1 " + status + " "), answer);
  }
}
