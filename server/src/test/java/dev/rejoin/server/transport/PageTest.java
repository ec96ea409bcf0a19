package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WebClient;
import dev.rejoin.server.testing.WebClient.Answer;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page, and whether browsers may keep it. */
class PageTest {

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

  @ParameterizedTest
  @ValueSource(strings = {"/storage", "/diagnostics", "/d/some-document"})
  void thePageIsTheSameAtEveryAddress(String address) {
    Answer page = web.get(address);
    Answer list = web.get("/");
    assertEquals(list.status(), page.status());
    assertEquals(list.body(), page.body());
  }

  @Test
  void aPageMayAskWhetherItIsToBeKept() {
    Answer answer = web.get("/v1/app");
    assertEquals(Optional.of("true"), answer.field("offline"));
    assertEquals(Optional.of("0.1.0"), answer.field("version"));
    assertEquals(Optional.of("no-cache"), answer.header("cache-control"));
  }

  @Test
  void aServerThatWantsNoOfflineAppSendsAWorkerThatLeaves() {
    try (TestServer plain = TestServer.withoutOfflineApp()) {
      WebClient browser = plain.web();
      assertEquals(Optional.of("false"), browser.get("/v1/app").field("offline"));
      Answer worker = browser.get("/sw.js");
      assertEquals(200, worker.status());
      assertEquals(Optional.of("no-cache"), worker.header("cache-control"));
      assertEquals(Optional.of("text/javascript; charset=utf-8"), worker.header("content-type"));
      assertTrue(worker.body().contains("registration.unregister()"), worker.body());
      assertFalse(worker.body().contains("fetch"), "it stands between nobody and the network");
      String tag = worker.header("etag").orElseThrow();
      assertEquals(304, browser.send(browser.to("/sw.js").header("If-None-Match", tag)).status());
    }
  }

  @Test
  void aWorkerMayAskOnlyThisServer() {
    try (TestServer plain = TestServer.withoutOfflineApp()) {
      String policy = plain.web().get("/sw.js").header("content-security-policy").orElseThrow();
      assertTrue(policy.contains("default-src 'none'; script-src 'self'"), policy);
      assertTrue(policy.contains("connect-src 'self'"), policy);
    }
  }
}
