package dev.rejoin.load.server;

import dev.rejoin.load.editor.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A server of the test's own, with its data in a directory that closing removes. */
public final class OwnServer implements Target {
  private final ServerOptions options;
  private volatile ServerProcess process;

  private OwnServer(ServerOptions options, ServerProcess process) {
    this.options = options;
    this.process = process;
  }

  /** How options are made for a store and a directory, such as {@link ServerOptions#forLoad}. */
  public interface Choice {
    ServerOptions of(String store, Path data);
  }

  public static OwnServer start(String store, Choice choice) throws IOException {
    Path data = Files.createTempDirectory("rejoin-load-");
    ServerOptions options = choice.of(store, data);
    try {
      return new OwnServer(options, ServerProcess.start(options));
    } catch (IOException e) {
      remove(data);
      throw e;
    }
  }

  @Override
  public Address address() {
    return process.address();
  }

  @Override
  public String description() {
    return "own server, " + process.description();
  }

  /** {@code kill -9}. */
  public void kill() {
    process.kill();
  }

  /** {@code kill -15}. */
  public void terminate() {
    process.terminate();
  }

  /** Waits for the end that was asked for; it has to be in order, and within so long. */
  public void awaitTerminated(Duration limit) throws IOException {
    process.awaitTerminated(limit);
  }

  /** Starts it again on the same data, at another port. */
  public void restart() throws IOException {
    if (!process.ended()) {
      throw new IOException("the server was killed and is still there");
    }
    process = ServerProcess.start(options);
  }

  /** What the running process printed. */
  public String output() {
    return process.output();
  }

  @Override
  public void close() {
    process.close();
    remove(options.data());
  }

  private static void remove(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("removing " + directory, e);
    }
  }
}
