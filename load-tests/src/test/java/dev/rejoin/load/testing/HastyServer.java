package dev.rejoin.load.testing;

import dev.rejoin.load.server.LeashedServer;
import dev.rejoin.server.Server;
import dev.rejoin.server.config.Invocation;
import dev.rejoin.server.config.ServerConfig;
import dev.rejoin.server.storage.sqlite.SqliteDocumentLog;
import java.util.List;
import java.util.Map;

/** The server with a bug planted in it: it acknowledges before it stores. */
public final class HastyServer {
  private HastyServer() {}

  public static void main(String[] arguments) {
    LeashedServer.attach();
    ServerConfig config =
        ((Invocation.Run) ServerConfig.parse(List.of(arguments), Map.of())).config();
    HastyDocumentLog log =
        new HastyDocumentLog(SqliteDocumentLog.open(config.data(), config.limits()));
    Server server = Server.start(config, log).await();
    System.out.printf(
        "Hasty Rejoin listening on http://127.0.0.1:%d (store: hasty sqlite)%n", server.port());
  }
}
