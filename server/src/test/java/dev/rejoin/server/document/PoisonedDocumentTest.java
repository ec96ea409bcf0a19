package dev.rejoin.server.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.testing.Crowd;
import dev.rejoin.server.testing.FakeParticipant;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Promise I2, as far as it can be said without a stopwatch: on one event loop, one document goes
 * wrong in every way that it can, and 99 others answer every edit without any time going by.
 */
class PoisonedDocumentTest {

  private static final String POISONED = "poisoned";
  private static final int OTHERS = 99;
  private static final int ROUNDS = 5;
  private static final Logger LOGGER = Logger.getLogger("dev.rejoin.server.document");

  @BeforeAll
  static void beQuiet() {
    LOGGER.setLevel(Level.OFF);
  }

  @AfterAll
  static void speakAgain() {
    LOGGER.setLevel(null);
  }

  private enum Poison {
    FAILS,
    THROWS,
    NEVER_ANSWERS,
    ANSWERS_NOTHING
  }

  /** One who writes at a document of their own. */
  private static final class Writer {
    private final FakeParticipant participant;
    private final Seat seat;
    private int written;

    Writer(Crowd crowd, String document) {
      participant = new FakeParticipant("w" + document);
      seat = crowd.documents.seat(document, participant);
      seat.open(Optional.of(DocumentType.TEXT), Optional.empty());
    }

    void write() {
      seat.submit(written + 1, written, Operation.builder().insert("x").retain(written).build());
      written++;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "open, FAILS",
    "open, THROWS",
    "open, NEVER_ANSWERS",
    "open, ANSWERS_NOTHING",
    "create, FAILS",
    "create, THROWS",
    "append, FAILS",
    "append, THROWS",
    "append, NEVER_ANSWERS",
    "append, ANSWERS_NOTHING",
    "saveSnapshot, FAILS",
    "saveSnapshot, THROWS",
  })
  void oneThatGoesWrongLeavesTheOthersAlone(String call, Poison poison) {
    Crowd crowd = new Crowd(Limits.DEFAULT.with("snapshotEveryEntries", 2));
    AtomicInteger doses = new AtomicInteger();
    crowd.log.truth = poisoned(crowd.log.truth, call, poison, doses);
    Writer victim = new Writer(crowd, POISONED);
    List<Writer> others = new ArrayList<>();
    for (int i = 0; i < OTHERS; i++) {
      others.add(new Writer(crowd, "doc" + i));
    }
    crowd.time.settle();
    others.forEach(other -> other.participant.takeOnly(Opened.class));
    for (int round = 0; round < ROUNDS; round++) {
      victim.write();
      others.forEach(Writer::write);
      crowd.time.settle();
      for (Writer other : others) {
        assertEquals(other.written, other.participant.takeOnly(Ops.class).to());
      }
    }
    assertTrue(doses.get() > 0, "nothing went wrong");
  }

  private static DocumentLog poisoned(
      DocumentLog log, String call, Poison poison, AtomicInteger doses) {
    return (DocumentLog)
        Proxy.newProxyInstance(
            DocumentLog.class.getClassLoader(),
            new Class<?>[] {DocumentLog.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals(call) && POISONED.equals(arguments[0])) {
                doses.incrementAndGet();
                return answer(poison);
              }
              return answer(log, method, arguments);
            });
  }

  private static Future<?> answer(Poison poison) {
    return switch (poison) {
      case FAILS ->
          Future.failedFuture(
              new StorageException(StorageException.Reason.BROKEN, "as the test wants it"));
      case THROWS -> throw new IllegalStateException("as the test wants it");
      case NEVER_ANSWERS -> Promise.promise().future();
      case ANSWERS_NOTHING -> Future.succeededFuture(null);
    };
  }

  private static Object answer(DocumentLog log, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(log, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }
}
