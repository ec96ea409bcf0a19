package dev.rejoin.server;

import dev.rejoin.server.config.ServerConfig;
import dev.rejoin.server.document.Clock;
import dev.rejoin.server.document.Documents;
import dev.rejoin.server.document.Environment;
import dev.rejoin.server.document.Retention;
import dev.rejoin.server.document.Scheduler;
import dev.rejoin.server.metrics.ClientFigures;
import dev.rejoin.server.protocol.ClientMessageReader;
import dev.rejoin.server.session.SessionEnvironment;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.transport.Admission;
import dev.rejoin.server.transport.Counts;
import dev.rejoin.server.transport.EventLoopScheduler;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What all event loops of a server share.
 *
 * @param retention forgets old history, if any is to be forgotten
 */
record Parts(
    ServerConfig config,
    DocumentLog log,
    Documents documents,
    Counts counts,
    Optional<Retention> retention,
    Supplier<String> randomIds) {

  private static final Clock TIME_OF_DAY = System::currentTimeMillis;
  private static final Clock STEADY = () -> System.nanoTime() / 1_000_000;

  /** Spreads the documents over {@code loops} event loops. */
  static Parts of(ServerConfig config, DocumentLog log, Vertx vertx, int loops) {
    Supplier<String> randomIds = new RandomIds();
    List<Environment> homes =
        Stream.generate(() -> ((VertxInternal) vertx).createEventLoopContext().nettyEventLoop())
            .limit(loops)
            .map(EventLoopScheduler::new)
            .map(loop -> new Environment(log, TIME_OF_DAY, loop, config.limits(), randomIds))
            .toList();
    Counts counts =
        new Counts(
            new Admission(config.limits().maxConnections()),
            new Admission(config.limits().maxWritingRequests()),
            new ClientFigures(TIME_OF_DAY.millis()));
    Documents documents = new Documents(homes);
    Optional<Retention> retention =
        config.keepHistory().map(keep -> new Retention(homes.get(0), keep, documents::raiseFloor));
    return new Parts(config, log, documents, counts, retention, randomIds);
  }

  Environment environment(Scheduler scheduler) {
    return new Environment(log, TIME_OF_DAY, scheduler, config.limits(), randomIds);
  }

  SessionEnvironment sessionEnvironment(Scheduler scheduler) {
    return new SessionEnvironment(
        documents,
        log.durability(),
        new ClientMessageReader(config.limits()),
        STEADY,
        scheduler,
        config.limits(),
        randomIds);
  }
}
