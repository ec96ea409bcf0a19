package dev.rejoin.load.testing;

import dev.rejoin.load.server.LeashedServer;
import dev.rejoin.server.Server;
import dev.rejoin.server.config.Invocation;
import dev.rejoin.server.config.ServerConfig;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.sqlite.SqliteDocumentLog;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;

/** The server, on a log that says aloud which document it is asked to open. */
public final class CountingServer {
  private static final String OPENED = "opened ";

  private CountingServer() {}

  public static void main(String[] arguments) {
    LeashedServer.attach();
    ServerConfig config =
        ((Invocation.Run) ServerConfig.parse(List.of(arguments), Map.of())).config();
    DocumentLog log = aloud(SqliteDocumentLog.open(config.data(), config.limits()));
    Server server = Server.start(config, log).await();
    System.out.printf(
        "Counting Rejoin listening on http://127.0.0.1:%d (store: counting sqlite)%n",
        server.port());
  }

  /** The documents that a server said it opened, as often as it did. */
  public static List<String> opened(String output) {
    return output
        .lines()
        .filter(line -> line.startsWith(OPENED))
        .map(line -> line.substring(OPENED.length()))
        .toList();
  }

  private static DocumentLog aloud(DocumentLog log) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("open")) {
            System.out.println(OPENED + arguments[0]);
          }
          try {
            return method.invoke(log, arguments);
          } catch (InvocationTargetException failure) {
            throw failure.getCause();
          }
        };
    return (DocumentLog)
        Proxy.newProxyInstance(
            DocumentLog.class.getClassLoader(), new Class<?>[] {DocumentLog.class}, handler);
  }
}
