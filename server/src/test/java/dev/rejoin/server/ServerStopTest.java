package dev.rejoin.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ServerMessage.Drain;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.Futures;
import dev.rejoin.server.storage.memory.MemoryDocumentLog;
import dev.rejoin.server.testing.FakeParticipant;
import dev.rejoin.server.testing.RawSocket;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WebClient;
import dev.rejoin.server.testing.WebClient.Answer;
import dev.rejoin.server.testing.WireClient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
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
    WebClient passing = server.web();
    String outbox = "{'client':'" + FakeParticipant.client("bob") + "'}";
    Answer away = passing.exchange("kept", outbox);
    assertEquals("503 rate", away.problem());
    assertEquals(Optional.of("2"), away.header("retry-after"));
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
  void whatIsBeingStoredIsAnsweredBeforeTheEnd() {
    Promise<Void> asked = Promise.promise();
    Promise<Void> stored = Promise.promise();
    TestServer server = TestServer.on(slow(new MemoryDocumentLog(), asked, stored));
    WebClient web = server.web();
    String client = FakeParticipant.client("ann");
    String start = "{'client':'" + client + "','create':'text'}";
    String lineage = web.exchange("slow", start).opened().lineage();
    String outbox =
        "{'client':'%s','lineage':'%s','rev':0,'ops':[{'seq':1,'rev':0,'op':['x']}]}"
            .formatted(client, lineage);
    CompletableFuture<Answer> answer = web.sendAsync(web.posting("/v1/documents/slow/ops", outbox));
    Futures.await(asked.future());
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
    while (web.exchange("slow", start).status() == 200) {
      Thread.onSpinWait();
    }
    stored.complete();
    assertEquals(1, answer.join().opened().revision());
    stopped.join();
  }

  /** A store whose appends wait for {@code stored}. */
  private static DocumentLog slow(DocumentLog log, Promise<Void> asked, Promise<Void> stored) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (!method.getName().equals("append")) {
            return method.invoke(log, arguments);
          }
          asked.tryComplete();
          return stored.future().compose(done -> invoke(method, log, arguments));
        };
    return (DocumentLog)
        Proxy.newProxyInstance(
            DocumentLog.class.getClassLoader(), new Class<?>[] {DocumentLog.class}, handler);
  }

  private static Future<?> invoke(Method method, DocumentLog log, Object[] arguments) {
    try {
      return (Future<?>) method.invoke(log, arguments);
    } catch (ReflectiveOperationException wrong) {
      throw new AssertionError(wrong);
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
