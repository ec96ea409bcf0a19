package dev.rejoin.server;

import dev.rejoin.server.command.Commands;
import dev.rejoin.server.config.Invocation;
import dev.rejoin.server.config.ServerConfig;
import dev.rejoin.server.config.StoreKind;
import dev.rejoin.server.config.Version;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The program: {@code rejoin-server [options]}, or {@code rejoin-server command [options]}. */
public final class Main {

  private static final int STATUS_WRONG = 2;
  private static final int STATUS_FAILED = 1;
  private static final long STOP_SECONDS = 9;

  private Main() {}

  public static void main(String[] arguments) {
    if (Commands.areMeant(List.of(arguments))) {
      Commands commands = new Commands(System.out, System.err, new RandomIds());
      System.exit(commands.run(List.of(arguments)).code());
    }
    Invocation invocation = ServerConfig.parse(List.of(arguments), System.getenv());
    if (invocation instanceof Invocation.Run run) {
      serve(run.config());
    } else if (invocation instanceof Invocation.Print print) {
      System.out.println(print.text());
    } else if (invocation instanceof Invocation.Wrong wrong) {
      fail(wrong.message(), STATUS_WRONG);
    }
  }

  private static void serve(ServerConfig config) {
    try {
      Server server = Server.start(config).await();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
      System.out.println(started(config, server));
    } catch (Throwable failure) { // Vert.x throws what failed as it is: also checked exceptions.
      fail("cannot start: " + failure.getMessage(), STATUS_FAILED);
    }
  }

  /** Where it is, where it keeps what it is told, and what "stored" means. */
  private static String started(ServerConfig config, Server server) {
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    String store =
        config.store() == StoreKind.SQLITE
            ? "sqlite " + config.data().toAbsolutePath().normalize()
            : config.store().wireName();
    return "Rejoin %s listening on http://%s:%d (store: %s, durability: %s)"
        .formatted(Version.TEXT, host, server.port(), store, server.durability().wireName());
  }

  private static void stop(Server server) {
    try {
      server.stop().await(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      System.err.println("rejoin: stopped before all was done: not within " + STOP_SECONDS + " s");
    }
  }

  private static void fail(String message, int status) {
    System.err.println("rejoin: " + message);
    System.exit(status);
  }
}
