package dev.rejoin.load.editor;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.load.editor.Nuisance.Habit;
import dev.rejoin.load.server.OwnServer;
import dev.rejoin.load.server.ServerOptions;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.server.protocol.ClientMessage;
import dev.rejoin.server.protocol.ServerMessage;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NuisanceTest {
  private static final String CLIENT = "0".repeat(22);

  /** It would wait for the answer to its goodbye, and read nothing. */
  @Test
  void whoReadsNoMoreCanBeSentAwayAllTheSame() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (OwnServer server = start()) {
      String sleeper = fallAsleep(vertx, server);
      // The first is told that somebody came, and does not read it.
      fallAsleep(vertx, server);
      vertx.undeploy(sleeper).await(20, TimeUnit.SECONDS);
    } finally {
      vertx.close().await();
    }
  }

  private static String fallAsleep(Vertx vertx, OwnServer server) throws Exception {
    Sleeping sleeping = new Sleeping(new CountDownLatch(1));
    EditorSettings settings = new EditorSettings("Sleeper", "doc", CLIENT, Pace.single(), 1);
    String id = vertx.deployVerticle(new Nuisance(settings, server.address(), sleeping)).await();
    assertTrue(sleeping.asleep.await(20, TimeUnit.SECONDS), "it did not fall asleep");
    return id;
  }

  private static OwnServer start() throws IOException {
    return OwnServer.start("sqlite", ServerOptions::forTests);
  }

  private record Sleeping(CountDownLatch asleep) implements Habit {
    @Override
    public ClientMessage first() {
      return new ClientMessage.Open(
          "doc", CLIENT, Optional.of(DocumentType.TEXT), Optional.empty());
    }

    @Override
    public Optional<ClientMessage> next(ServerMessage answer) {
      return Optional.empty();
    }

    @Override
    public boolean readsOnAfter(ServerMessage answer) {
      if (answer instanceof ServerMessage.Opened) {
        asleep.countDown();
        return false;
      }
      return true;
    }
  }
}
