package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.server.config.Limits;
import dev.rejoin.server.testing.FakeParticipant;
import dev.rejoin.server.testing.RawSocket;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WebClient;
import dev.rejoin.server.testing.WebClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Requests that write: from where, in which form, how many, how often, and for how long. */
class WritingRequestsTest {

  private static final String PATH = "/v1/documents/doc/ops";
  private static final String ANN =
      "{'client':'%s','create':'text'}".formatted(FakeParticipant.client("ann"));
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  /** A request whose body never comes to its end. */
  private static RawSocket begin(TestServer server) {
    RawSocket socket = RawSocket.connect(server.port());
    socket.writeBytes(
        ("POST " + PATH + " HTTP/1.1\r\nHost: localhost\r\n")
            .concat("Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{")
            .getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  private static void await(BooleanSupplier condition, String what) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, what);
      Thread.onSpinWait();
    }
  }

  /**
   * Whether a request more is sent away. One of the slow ones may have been sent away itself, by
   * the request that asked this the last time: it comes again.
   */
  private static boolean areAllIn(TestServer server, List<RawSocket> slow) {
    for (int i = 0; i < slow.size(); i++) {
      if (slow.get(i).hasInput()) {
        slow.get(i).close();
        slow.set(i, begin(server));
      }
    }
    return server.web().post(PATH, ANN).status() == 503;
  }

  @Test
  void moreThanSoManyAtOnceAreSentAwayUntilOneIsGone() {
    // Long: on a slow machine the first would be given up before the third is there.
    Limits limits =
        Limits.DEFAULT.with("maxWritingRequests", 3).with("writingRequestMillis", 600_000);
    try (TestServer server = TestServer.inMemory(limits)) {
      WebClient web = server.web();
      List<RawSocket> slow = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        slow.add(begin(server));
      }
      await(() -> areAllIn(server, slow), "the slow ones are not counted");
      Answer away = web.post(PATH, ANN);
      assertEquals("503 rate", away.problem());
      assertEquals(Optional.of("2"), away.header("retry-after"));
      assertEquals(200, web.get("/v1/documents").status());
      slow.get(0).close();
      await(() -> web.post(PATH, ANN).status() == 200, "who gave up is still counted");
      slow.forEach(RawSocket::close);
      for (int i = 0; i < 50; i++) {
        assertEquals(200, web.post(PATH, ANN).status());
      }
    }
  }

  @Test
  void aBodyThatDoesNotComeIsNotWaitedForForEver() {
    Limits limits = Limits.DEFAULT.with("maxWritingRequests", 1).with("writingRequestMillis", 200);
    try (TestServer server = TestServer.inMemory(limits);
        RawSocket slow = begin(server)) {
      assertTrue(slow.head().startsWith("HTTP/1.1 503 "), "sent away");
      await(() -> server.web().post(PATH, ANN).status() == 200, "the slow one is still counted");
    }
  }

  @Test
  void oneClientComesSoOftenAndNoOftener() {
    Limits limits = Limits.DEFAULT.with("operationsPerSecond", 1).with("operationsBurst", 3);
    try (TestServer server = TestServer.inMemory(limits)) {
      WebClient web = server.web();
      List<Answer> refused = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Answer answer = web.post(PATH, ANN);
        if (answer.status() != 200) {
          refused.add(answer);
        }
      }
      assertTrue(refused.size() >= 10, refused.size() + " of 20");
      assertEquals("429 rate", refused.get(0).problem());
      assertEquals(Optional.of("1"), refused.get(0).header("retry-after"));
      long after = Long.parseLong(refused.get(0).field("after").orElseThrow());
      assertTrue(after > 0 && after <= 1_000, after + " ms");
      String bob = ANN.replace("ann", "bob");
      assertEquals(200, web.post(PATH, bob).status());
    }
  }

  @Test
  void onlyJsonIsTakenAndOnlyFromOwnPages() {
    try (TestServer server = TestServer.inMemory()) {
      WebClient web = server.web();
      var json = web.posting(PATH, ANN);
      assertEquals(
          "403 forbidden",
          web.send(json.copy().header("Origin", "https://evil.example")).problem());
      assertEquals("403 forbidden", web.send(json.copy().header("Origin", "null")).problem());
      var text = web.to(PATH).POST(BodyPublishers.ofString(ANN.replace('\'', '"')));
      assertEquals(
          "415 bad_message", web.send(text.copy().header("Content-Type", "text/plain")).problem());
      assertEquals("415 bad_message", web.send(text).problem());
      assertEquals(404, web.get("/v1/documents/doc").status());
      String own = "http://localhost:" + server.port();
      assertEquals(200, web.send(json.copy().header("Origin", own)).status());
      assertEquals(200, web.send(json.header("Origin", TestServer.ALLOWED_ORIGIN)).status());
    }
  }

  @Test
  void whatIsTooLargeIsRefusedAndTheNextIsServed() {
    Limits limits = Limits.DEFAULT.with("maxMessageBytes", 2_000).with("maxInsertLength", 100);
    try (TestServer server = TestServer.inMemory(limits)) {
      WebClient web = server.web();
      String lineage = web.post(PATH, ANN).opened().lineage();
      String large = "{'client':'%s','lineage':'%s','rev':0,'ops':[{'seq':1,'rev':0,'op':['%s']}]}";
      String client = FakeParticipant.client("ann");
      assertEquals(
          "413 too_large",
          web.post(PATH, large.formatted(client, lineage, "x".repeat(2_000))).problem());
      Answer operation = web.post(PATH, large.formatted(client, lineage, "x".repeat(101)));
      assertEquals("413 too_large", operation.problem());
      assertEquals(Optional.of("1"), operation.field("seq"));
      assertEquals(
          1, web.post(PATH, large.formatted(client, lineage, "x".repeat(100))).opened().revision());
    }
  }

  @Test
  void manyEmptyOperationsCostLittle() {
    try (TestServer server = TestServer.inMemory()) {
      String many = "{},".repeat(1_000_000) + "{}";
      Answer answer = server.web().post(PATH, ANN.replace("}", ",'ops':[" + many + "]}"));
      assertEquals("400 bad_message", answer.problem());
    }
  }
}
