package dev.rejoin.load.poison;

import dev.rejoin.load.server.LeashedServer;
import dev.rejoin.server.Server;
import dev.rejoin.server.config.Invocation;
import dev.rejoin.server.config.ServerConfig;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.sqlite.SqliteDocumentLog;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The server, on a log that fails for some documents, and takes its time for others. */
public final class PoisonedServer {
  static final String FAILS = "fails-";
  static final String SLOW = "slow-";

  private static final long SLOW_MILLIS = 200;

  private final ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor();
  private final DocumentLog log;

  private PoisonedServer(DocumentLog log) {
    this.log = log;
  }

  public static void main(String[] arguments) {
    LeashedServer.attach();
    ServerConfig config =
        ((Invocation.Run) ServerConfig.parse(List.of(arguments), Map.of())).config();
    DocumentLog log = SqliteDocumentLog.open(config.data(), config.limits());
    Server server = Server.start(config, new PoisonedServer(log).poisoned()).await();
    System.out.printf(
        "Poisoned Rejoin listening on http://127.0.0.1:%d (store: poisoned sqlite)%n",
        server.port());
  }

  private DocumentLog poisoned() {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          boolean appends = method.getName().equals("append");
          if (appends && arguments[0].toString().startsWith(FAILS)) {
            return Future.failedFuture(
                new StorageException(StorageException.Reason.BROKEN, "poisoned"));
          }
          try {
            Object answer = method.invoke(log, arguments);
            return appends && arguments[0].toString().startsWith(SLOW)
                ? late((Future<?>) answer)
                : answer;
          } catch (InvocationTargetException failure) {
            throw failure.getCause();
          }
        };
    return (DocumentLog)
        Proxy.newProxyInstance(
            DocumentLog.class.getClassLoader(), new Class<?>[] {DocumentLog.class}, handler);
  }

  private <T> Future<T> late(Future<T> answer) {
    Promise<T> promise = Promise.promise();
    answer.onComplete(
        result -> later.schedule(() -> promise.handle(result), SLOW_MILLIS, TimeUnit.MILLISECONDS));
    return promise.future();
  }
}
