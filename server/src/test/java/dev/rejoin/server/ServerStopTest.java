package dev.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ServerMessage.Drain;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.testing.RawSocket;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WireClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The end of a server, and the next one on the same data. */
class ServerStopTest {

  @TempDir Path directory;

  @Test
  @Timeout(60)
  void clientsAreAskedToGoThenSentAwayAndNothingIsLost() {
    TestServer server = TestServer.onDisk(directory);
    WireClient ann = server.client("ann");
    ann.open("kept", "ann");
    ann.say("{'t':'op','doc':'kept','seq':1,'rev':0,'op':['kept']}");
    ann.expect(Ops.class);
    long began = System.nanoTime();
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
    ann.expect(Drain.class);
    try (RawSocket late = RawSocket.connect(server.port())) {
      assertTrue(late.upgrade(RawSocket.headers(server.port())).startsWith("HTTP/1.1 503"));
    }
    try (RawSocket probe = RawSocket.connect(server.port())) {
      String ready = probe.request("GET /health/ready", Map.of("Host", "localhost"));
      assertTrue(ready.startsWith("HTTP/1.1 503"), ready);
    }
    ann.say("{'t':'op','doc':'kept','seq':2,'rev':1,'op':[4,'!']}");
    ann.expect(Ops.class);
    assertEquals(1012, ann.socket().readClose());
    stopped.join();
    long seconds = (System.nanoTime() - began) / 1_000_000_000;
    assertTrue(seconds < 10, "took " + seconds + " s");
    try (TestServer next = TestServer.onDisk(directory);
        WireClient bob = next.client("bob")) {
      OpenedBody.Whole body = (OpenedBody.Whole) bob.open("kept", "bob").body();
      assertEquals("kept!", body.content().apply(""));
    }
  }

  @Test
  @Timeout(60)
  void aServerWithoutClientsEndsAtOnce() {
    TestServer server = TestServer.inMemory();
    long began = System.nanoTime();
    server.close();
    long millis = (System.nanoTime() - began) / 1_000_000;
    assertTrue(millis < 2_000, "took " + millis + " ms");
  }
}
