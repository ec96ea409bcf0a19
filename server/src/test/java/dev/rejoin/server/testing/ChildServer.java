package dev.rejoin.server.testing;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.rejoin.server.Server;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.config.ServerConfig;
import dev.rejoin.server.config.StoreKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * A server on a store in memory, in a process of its own, that says what it holds when it is asked.
 * It is asked by a line on its standard input, and ends when that ends.
 */
public final class ChildServer implements AutoCloseable {

  private final Process process;
  private final BufferedReader answers;
  private final int port;

  /** What the process holds. */
  public record Held(long bytes, long descriptors, int threads) {

    static Held now() {
      UnixOperatingSystemMXBean system =
          (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return new Held(
          Memory.used(),
          system.getOpenFileDescriptorCount(),
          ManagementFactory.getThreadMXBean().getThreadCount());
    }

    private static Held of(String line) {
      String[] numbers = line.split(" ");
      return new Held(
          Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Integer.parseInt(numbers[2]));
    }

    private String line() {
      return bytes + " " + descriptors + " " + threads;
    }
  }

  public ChildServer() {
    try {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx2g",
                  "-cp",
                  System.getProperty("java.class.path"),
                  ChildServer.class.getName())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      answers = process.inputReader(StandardCharsets.UTF_8);
      port = Integer.parseInt(answers.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void main(String[] none) throws IOException {
    // Nobody is let go for being silent: they are all there at once.
    Limits limits =
        Limits.DEFAULT
            .with("idleDocumentMillis", 0)
            .with("maxConnections", 100_000)
            .with("heartbeatMillis", 600_000);
    ServerConfig config =
        new ServerConfig(
            "127.0.0.1",
            0,
            Path.of("unused"),
            StoreKind.MEMORY,
            Set.of(),
            Set.of(),
            false,
            Optional.empty(),
            limits);
    System.out.println(Server.start(config).await().port());
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    while (questions.readLine() != null) {
      System.out.println(Held.now().line());
    }
    Runtime.getRuntime().halt(0);
  }

  /** What it holds now, garbage not counted. */
  public Held held() {
    try {
      process.getOutputStream().write('\n');
      process.getOutputStream().flush();
      return Held.of(answers.readLine());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public WireClient client(String name) {
    return new WireClient(RawSocket.open(port)).hello(name);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
