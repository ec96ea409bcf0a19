package dev.rejoin.load.server;

import dev.rejoin.load.editor.Address;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own. */
public final class ServerProcess implements AutoCloseable {
  private static final Pattern STARTED =
      Pattern.compile(".* listening on (http://\\S+) \\((store: .*)\\)");
  private static final Duration START_LIMIT = Duration.ofMinutes(3);

  /** The status of a process that a signal 15 has ended. */
  private static final int TERMINATED = 128 + 15;

  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

  private final Process process;
  private final CompletableFuture<Matcher> started = new CompletableFuture<>();
  private final StringBuffer output = new StringBuffer();

  private final HeldLoops loops;

  private ServerProcess(Process process, HeldLoops loops) {
    this.process = process;
    this.loops = loops;
  }

  /**
   * Starts a server and waits until it listens.
   *
   * @throws IOException with its output if it does not
   */
  public static ServerProcess start(ServerOptions options) throws IOException {
    return start(options, new HeldLoops());
  }

  /** The same, with its event loops watched. */
  static ServerProcess start(ServerOptions options, HeldLoops loops) throws IOException {
    Process process = new ProcessBuilder(options.command()).redirectErrorStream(true).start();
    ServerProcess server = new ServerProcess(process, loops);
    Thread reader = new Thread(server::readOutput, "output of server " + process.pid());
    reader.setDaemon(true);
    reader.start();
    try {
      server.started.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return server;
    } catch (ExecutionException | TimeoutException e) {
      server.kill();
      throw new IOException("the server did not start; it said:\n" + server.output, e);
    } catch (InterruptedException e) {
      server.kill();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the server starts", e);
    }
  }

  private void readOutput() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.append(line).append('\n');
        loops.take(line);
        Matcher match = STARTED.matcher(line);
        if (match.matches()) {
          started.complete(match);
        }
      }
    } catch (IOException e) {
      output.append("(the rest cannot be read: ").append(e.getMessage()).append(")\n");
    }
    started.completeExceptionally(new IOException("it ended"));
  }

  public Address address() {
    return Address.of(started.join().group(1));
  }

  /** As the server said it at its start: store and durability. */
  public String description() {
    return started.join().group(2);
  }

  /** Everything that it printed so far. */
  public String output() {
    return output.toString();
  }

  /** {@code kill -9}: it does not get to do anything any more. */
  public void kill() {
    process.destroyForcibly();
  }

  /** {@code kill -15}: it is asked to end. Its pipes stay, or {@link LeashedServer} halts it. */
  public void terminate() {
    process.toHandle().destroy();
  }

  /**
   * Waits for the end that was asked for.
   *
   * @throws IOException with its output if it takes longer, or did not come to its end in order
   */
  public void awaitTerminated(Duration limit) throws IOException {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("the server did not end within " + limit + "; it said:\n" + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the server ends", e);
    }
    if (process.exitValue() != TERMINATED || output.indexOf("stopped before") >= 0) {
      throw new IOException(
          "the server ended with " + process.exitValue() + "; it said:\n" + output);
    }
  }

  /** Asks it to end, and waits until it has. */
  @Override
  public void close() {
    process.destroy();
    if (!ended()) {
      kill();
    }
  }

  /** Waits until the process is gone, after {@link #kill}. */
  public boolean ended() {
    try {
      return process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
