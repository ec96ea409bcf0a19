package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.server.config.Limits;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WebClient;
import dev.rejoin.server.testing.WebClient.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients report how it goes. */
class ClientMetricsTest {

  private static final String PATH = "/v1/client-metrics";

  private final TestServer server =
      TestServer.inMemory(Limits.DEFAULT.with("clientReportsPerSecond", 20));
  private final WebClient web = server.web();

  @AfterEach
  void stop() {
    server.close();
  }

  private String sum(String figure) {
    return web.get(PATH).field(figure).orElseThrow();
  }

  @Test
  void reportsAreSummedUp() {
    assertEquals("0", sum("reports"));
    assertEquals(204, web.post(PATH, "{'syncs':2,'rejoinMillisMax':80}").status());
    assertEquals(204, web.post(PATH, "{'syncs':3,'rejoinMillisMax':70}").status());
    assertEquals("2", sum("reports"));
    assertEquals("5", sum("syncs"));
    assertEquals("80", sum("rejoinMillisMax"));
  }

  @Test
  void whatIsNoReportIsRefusedAndCountsForNothing() {
    assertEquals("400 bad_message", web.post(PATH, "{'syncs':-1}").problem());
    assertEquals("400 bad_message", web.post(PATH, "nonsense").problem());
    assertEquals("400 bad_message", web.post(PATH, "").problem());
    assertEquals("413 too_large", web.post(PATH, "{'a':'" + "x".repeat(4_096) + "'}").problem());
    assertEquals("0", sum("reports"));
  }

  @Test
  void onlyOwnPagesReport() {
    var report = web.posting(PATH, "{'syncs':1}");
    assertEquals(
        "403 forbidden",
        web.send(report.copy().header("Origin", "https://evil.example")).problem());
    assertEquals(
        "415 bad_message",
        web.send(web.to(PATH).POST(BodyPublishers.ofString("{\"syncs\":1}"))).problem());
    assertEquals(204, web.send(report.header("Origin", TestServer.ALLOWED_ORIGIN)).status());
    assertEquals("1", sum("syncs"));
  }

  @Test
  void tooManyReportsAreTurnedAwayForAWhile() {
    Answer answer = web.post(PATH, "{}");
    for (int i = 0; answer.status() == 204 && i < 10_000; i++) {
      answer = web.post(PATH, "{}");
    }
    assertEquals("429 rate", answer.problem());
    assertEquals(Optional.of("1"), answer.header("retry-after"));
    assertTrue(answer.field("after").isPresent(), answer.body());
  }
}
