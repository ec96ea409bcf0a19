package dev.rejoin.server.testing;

import dev.rejoin.server.Server;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.config.ServerConfig;
import dev.rejoin.server.config.StoreKind;
import dev.rejoin.server.storage.DocumentLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A whole server on a port of its own. */
public final class TestServer implements AutoCloseable {

  public static final String ALLOWED_ORIGIN = "https://notes.example";

  public static final String ALLOWED_HOST = "intranet.example";

  private static final long STOP_SECONDS = 20;

  private final Server server;

  private TestServer(ServerConfig config) {
    this.server = Server.start(config).await();
  }

  private TestServer(ServerConfig config, DocumentLog log) {
    this.server = Server.start(config, log).await();
  }

  /** On a store that a test made. */
  public static TestServer on(DocumentLog log) {
    return new TestServer(config(StoreKind.MEMORY, Path.of("unused"), Limits.DEFAULT), log);
  }

  public static TestServer inMemory() {
    return inMemory(Limits.DEFAULT);
  }

  public static TestServer inMemory(Limits limits) {
    return new TestServer(config(StoreKind.MEMORY, Path.of("unused"), limits));
  }

  public static TestServer onDisk(Path directory) {
    return onDisk(directory, Limits.DEFAULT);
  }

  public static TestServer onDisk(Path directory, Limits limits) {
    return new TestServer(config(StoreKind.SQLITE, directory, limits));
  }

  /** One that forgets what is older than {@code keep}. */
  public static TestServer forgetful(Path directory, Duration keep, Limits limits) {
    return new TestServer(config(StoreKind.SQLITE, directory, Optional.of(keep), limits));
  }

  public static TestServer withoutOfflineApp() {
    return new TestServer(
        new ServerConfig(
            "127.0.0.1",
            0,
            Path.of("unused"),
            StoreKind.MEMORY,
            Set.of(),
            Set.of(),
            false,
            Optional.empty(),
            Limits.DEFAULT));
  }

  private static ServerConfig config(StoreKind store, Path directory, Limits limits) {
    return config(store, directory, Optional.empty(), limits);
  }

  private static ServerConfig config(
      StoreKind store, Path directory, Optional<Duration> keepHistory, Limits limits) {
    return new ServerConfig(
        "127.0.0.1",
        0,
        directory,
        store,
        Set.of(ALLOWED_ORIGIN),
        Set.of(ALLOWED_HOST),
        true,
        keepHistory,
        limits);
  }

  public int port() {
    return server.port();
  }

  /** A socket after the handshake. */
  public RawSocket socket() {
    return RawSocket.open(port());
  }

  /** Somebody without a socket. */
  public WebClient web() {
    return new WebClient(port());
  }

  /** A client that has said hello. */
  public WireClient client(String name) {
    return new WireClient(socket()).hello(name);
  }

  @Override
  public void close() {
    try {
      server.stop().await(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("the server did not stop", late);
    }
  }
}
