package dev.rejoin.server;

import dev.rejoin.server.document.Scheduler;
import dev.rejoin.server.session.Sessions;
import dev.rejoin.server.transport.EventLoopScheduler;
import dev.rejoin.server.transport.Listener;
import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.internal.ContextInternal;
import java.util.function.Consumer;

/** One event loop's share of the sockets. */
final class ServerVerticle extends VerticleBase {

  private final Parts parts;

  // Set when it starts.
  private Scheduler scheduler;
  private Listener listener;
  private int port;

  ServerVerticle(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Future<?> start() {
    EventLoop eventLoop = ((ContextInternal) context).nettyEventLoop();
    scheduler = new EventLoopScheduler(eventLoop);
    listener =
        new Listener(
            vertx,
            eventLoop,
            parts.config(),
            parts.counts(),
            parts.environment(scheduler),
            parts.sessionEnvironment(scheduler));
    return listener.listen().onSuccess(actual -> port = actual);
  }

  @Override
  public Future<?> stop() {
    return listener.close();
  }

  int port() {
    return port;
  }

  /** Does something with the sessions, on their event loop. */
  Future<Void> withSessions(Consumer<Sessions> action) {
    Promise<Void> done = Promise.promise();
    scheduler.execute(
        () -> {
          action.accept(listener.sessions());
          done.complete();
        });
    return done.future();
  }
}
