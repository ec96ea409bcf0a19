package dev.rejoin.load.server;

import dev.rejoin.load.editor.Address;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A server of the test's own.
 *
 * <pre>
 *   directory   removed in the end
 *     data      the server's
 *     lost      what it had, if a backup was put in its place
 * </pre>
 */
public final class OwnServer implements Target {
  private final Path directory;
  private final ServerOptions options;
  private volatile ServerProcess process;

  /** Of all its processes, one after the other. */
  private final HeldLoops loops;

  private OwnServer(Path directory, ServerOptions options, HeldLoops loops, ServerProcess process) {
    this.directory = directory;
    this.options = options;
    this.loops = loops;
    this.process = process;
  }

  /** How options are made for a store and a directory, such as {@link ServerOptions#forLoad}. */
  public interface Choice {
    ServerOptions of(String store, Path data);
  }

  public static OwnServer start(String store, Choice choice) throws IOException {
    Path directory = Files.createTempDirectory("rejoin-load-");
    ServerOptions options = choice.of(store, directory.resolve("data"));
    HeldLoops loops = new HeldLoops();
    try {
      return new OwnServer(directory, options, loops, ServerProcess.start(options, loops));
    } catch (IOException e) {
      remove(directory);
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

  @Override
  public Optional<String> complaint() {
    return loops.complaint();
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

  /** Waits for the end of a process that was killed. */
  public void awaitKilled() throws IOException {
    if (!process.ended()) {
      throw new IOException("the server was killed and is still there");
    }
  }

  /** Starts it again on the same data, at another port. The process before has ended. */
  public void restart() throws IOException {
    process = ServerProcess.start(options, loops);
  }

  /** Something of the test's beside the data. */
  public Path beside(String name) {
    return directory.resolve(name);
  }

  public Path data() {
    return options.data();
  }

  /** Moves the data of a server that has ended away, and returns where they are now. */
  public Path loseData() throws IOException {
    return Files.move(options.data(), beside("lost"));
  }

  /** What the running process printed. */
  public String output() {
    return process.output();
  }

  @Override
  public void close() {
    process.close();
    remove(directory);
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
