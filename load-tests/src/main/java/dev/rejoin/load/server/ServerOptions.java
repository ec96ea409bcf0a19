package dev.rejoin.load.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a server is started for a test.
 *
 * @param store as the server's own option says it: sqlite or memory
 * @param data directory of the store
 * @param java options of the Java machine
 * @param main the program: the server, or one with a bug planted in it
 * @param more options of the server
 */
public record ServerOptions(
    String store, Path data, List<String> java, Class<?> main, List<String> more) {
  /**
   * Entries that are forgotten at once, fifty times a second: more than a crowd without a pace
   * writes, or the beginning of the log would fall behind for ever.
   */
  private static final String PIECE = "400";

  /** So that one editor may type as fast as it can: people are held to less. */
  private static final List<String> WITHOUT_RATES =
      List.of(
          "--operations-per-second", "1000000",
          "--operations-burst", "1000000",
          "--messages-per-second", "1000000",
          "--messages-burst", "1000000");

  public ServerOptions {
    java = List.copyOf(java);
    more = List.copyOf(more);
  }

  /** For figures: compiled well, with room. */
  public static ServerOptions forLoad(String store, Path data) {
    return new ServerOptions(store, data, List.of("-Xmx1g"), LeashedServer.class, WITHOUT_RATES);
  }

  /** For tests that start it often: quick to begin. */
  public static ServerOptions forTests(String store, Path data) {
    List<String> java = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    return new ServerOptions(store, data, java, LeashedServer.class, WITHOUT_RATES);
  }

  /** Another program with the same options. */
  public ServerOptions withMain(Class<?> other) {
    return new ServerOptions(store, data, java, other, more);
  }

  /** The server as it is by default, limits on operations a second included. */
  public ServerOptions withUsualRates() {
    return new ServerOptions(store, data, java, main, List.of());
  }

  /** A server that forgets history that is older than a number of seconds, often, a bit at once. */
  public ServerOptions trimming(int keptSeconds) {
    List<String> trimming = new ArrayList<>(more);
    trimming.addAll(
        List.of(
            "--keep-history",
            keptSeconds + "s",
            "--trim-every-millis",
            "10",
            "--trim-entries",
            PIECE));
    return new ServerOptions(store, data, java, main, trimming);
  }

  List<String> command() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(java);
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of("--host", "127.0.0.1", "--port", "0"));
    command.addAll(List.of("--store", store, "--data", data.toString()));
    command.addAll(more);
    return command;
  }
}
