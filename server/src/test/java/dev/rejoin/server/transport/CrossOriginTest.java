package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.server.testing.FakeParticipant;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WebClient;
import dev.rejoin.server.testing.WebClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of other origins, and what browsers let them do. */
class CrossOriginTest {

  private static final String OPS = "/v1/documents/cross/ops";
  private static final String ALLOW = "access-control-allow-origin";

  private static TestServer server;

  private final WebClient web = server.web();

  @BeforeAll
  static void start() {
    server = TestServer.inMemory();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private Answer preflight(String path, String origin) {
    return web.send(
        web.to(path)
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "content-type"));
  }

  @ParameterizedTest
  @ValueSource(strings = {OPS, "/v1/documents", "/v1/client-metrics"})
  void anAllowedPageMayAskAndPost(String path) {
    Answer asked = preflight(path, TestServer.ALLOWED_ORIGIN);
    assertEquals(204, asked.status());
    assertEquals(Optional.of(TestServer.ALLOWED_ORIGIN), asked.header(ALLOW));
    assertTrue(asked.header("access-control-allow-methods").orElse("").contains("POST"));
    assertTrue(asked.header("access-control-allow-headers").orElse("").contains("content-type"));
    assertEquals(Optional.of("origin"), asked.header("vary"));
  }

  @Test
  void whatItIsAnsweredItMayRead() {
    String body = "{'client':'%s','create':'text'}".formatted(FakeParticipant.client("ann"));
    Answer answer = web.send(web.posting(OPS, body).header("Origin", TestServer.ALLOWED_ORIGIN));
    assertEquals(200, answer.status());
    assertEquals(Optional.of(TestServer.ALLOWED_ORIGIN), answer.header(ALLOW));
    Answer problem =
        web.send(web.posting(OPS, "nonsense").header("Origin", TestServer.ALLOWED_ORIGIN));
    assertEquals("400 bad_message", problem.problem());
    assertEquals(Optional.of(TestServer.ALLOWED_ORIGIN), problem.header(ALLOW));
    Answer list = web.send(web.to("/v1/documents").header("Origin", TestServer.ALLOWED_ORIGIN));
    assertEquals(Optional.of(TestServer.ALLOWED_ORIGIN), list.header(ALLOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "https://notes.example.evil.example",
        "https://evil-notes.example",
        "http://notes.example",
        "https://notes.example:8443",
        "https://NOTES.example",
        "null",
      })
  void everyOtherIsToldNothing(String origin) {
    Answer asked = preflight(OPS, origin);
    assertEquals(Optional.empty(), asked.header(ALLOW));
    assertTrue(asked.status() >= 400, "status " + asked.status());
    Answer list = web.send(web.to("/v1/documents").header("Origin", origin));
    assertEquals(Optional.empty(), list.header(ALLOW));
    assertTrue(list.header("vary").isPresent(), "caches have to tell them apart");
  }

  @Test
  void thePageItselfIsNobodyElses() {
    Answer page = web.send(web.to("/").header("Origin", TestServer.ALLOWED_ORIGIN));
    assertEquals(Optional.empty(), page.header(ALLOW));
  }
}
