package dev.rejoin.server;

import dev.rejoin.server.config.ServerConfig;
import dev.rejoin.server.config.StoreKind;
import dev.rejoin.server.document.Retention;
import dev.rejoin.server.protocol.CloseCode;
import dev.rejoin.server.session.Sessions;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.Durability;
import dev.rejoin.server.storage.memory.MemoryDocumentLog;
import dev.rejoin.server.storage.sqlite.SqliteDocumentLog;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A running server. */
public final class Server {

  /** Clients are asked to come back one after the other, within this time. */
  private static final long DRAIN_MILLIS = 2_000;

  private static final long DRAIN_STEP_MILLIS = 20;

  /** How often it is looked whether all have gone. */
  private static final long WAIT_STEP_MILLIS = 50;

  /** So that close frames get out before the sockets are closed for good. */
  private static final long LAST_WORDS_MILLIS = 200;

  private final Vertx vertx;
  private final Parts parts;
  private final List<ServerVerticle> verticles;

  private Server(Vertx vertx, Parts parts, List<ServerVerticle> verticles) {
    this.vertx = vertx;
    this.parts = parts;
    this.verticles = verticles;
  }

  /** Opens the store and begins to listen. Fails if either cannot be, and leaves nothing behind. */
  public static Future<Server> start(ServerConfig config) {
    return start(config, openLog(config));
  }

  /** The same on a store that the caller opened; it is closed with the server. */
  public static Future<Server> start(ServerConfig config, DocumentLog log) {
    int loops = Runtime.getRuntime().availableProcessors();
    Vertx vertx = Vertx.vertx(options(loops));
    Parts parts = Parts.of(config, log, vertx, loops);
    List<ServerVerticle> verticles =
        Stream.generate(() -> new ServerVerticle(parts)).limit(loops).toList();
    return detached(deploy(vertx, verticles))
        .map(done -> new Server(vertx, parts, verticles))
        .onSuccess(started -> parts.retention().ifPresent(Retention::start))
        .recover(
            failure ->
                vertx
                    .close()
                    .eventually(log::close)
                    .compose(closed -> Future.failedFuture(failure)));
  }

  private static DocumentLog openLog(ServerConfig config) {
    return config.store() == StoreKind.MEMORY
        ? new MemoryDocumentLog()
        : SqliteDocumentLog.open(config.data(), config.limits());
  }

  private static VertxOptions options(int loops) {
    return new VertxOptions()
        .setEventLoopPoolSize(loops)
        .setWorkerPoolSize(1)
        .setInternalBlockingPoolSize(1)
        .setPreferNativeTransport(true)
        .setFileSystemOptions(
            new FileSystemOptions()
                .setFileCachingEnabled(false)
                .setClassPathResolvingEnabled(false));
  }

  private static Future<Void> deploy(Vertx vertx, List<ServerVerticle> verticles) {
    return Future.all(verticles.stream().map(vertx::deployVerticle).toList()).mapEmpty();
  }

  /** What an acknowledged edit has behind it. */
  public Durability durability() {
    return parts.log().durability();
  }

  /** The port that it listens on. */
  public int port() {
    return verticles.get(0).port();
  }

  /**
   * Ends: nobody comes in any more, clients are asked to go and then sent away, what was taken in
   * is stored, snapshots are saved.
   */
  public Future<Void> stop() {
    parts.counts().sockets().close();
    parts.counts().writing().close();
    parts.retention().ifPresent(Retention::stop);
    return detached(
            forSessions(sessions -> sessions.drain(Server::drainAfter))
                .compose(drained -> whenEmpty(DRAIN_MILLIS))
                .compose(gone -> parts.documents().close())
                .compose(stored -> forSessions(Server::sendAway))
                .compose(closed -> whenEmpty(LAST_WORDS_MILLIS)))
        .eventually(vertx::close)
        .eventually(() -> parts.log().close());
  }

  private static void sendAway(Sessions sessions) {
    sessions.close(CloseCode.RESTART, "this server is going away");
  }

  /** The same without a context: goes on also when the event loops have ended. */
  private static <T> Future<T> detached(Future<T> future) {
    Promise<T> promise = Promise.promise();
    future.onComplete(promise);
    return promise.future();
  }

  private static long drainAfter(long number) {
    return number * DRAIN_STEP_MILLIS % DRAIN_MILLIS;
  }

  private Future<Void> forSessions(Consumer<Sessions> action) {
    return Future.join(verticles.stream().map(each -> each.withSessions(action)).toList())
        .mapEmpty();
  }

  /** Completes when no socket is left and no request writes, or after so long. */
  private Future<Void> whenEmpty(long millis) {
    if (millis <= 0 || parts.counts().isNobodyInside()) {
      return Future.succeededFuture();
    }
    Promise<Void> later = Promise.promise();
    vertx.setTimer(WAIT_STEP_MILLIS, timer -> later.complete());
    return later.future().compose(waited -> whenEmpty(millis - WAIT_STEP_MILLIS));
  }
}
