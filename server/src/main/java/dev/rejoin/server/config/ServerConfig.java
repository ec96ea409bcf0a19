package dev.rejoin.server.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How a server was told to run.
 *
 * @param port 0 lets the system choose
 * @param data directory of the store, made if it is not there
 * @param allowedOrigins exact origins that pages may come from; none: the server's own
 * @param allowedHosts host names, in lower case, that this server is reached under, beside those
 *     that nobody else can own; "*" is any
 * @param offlineApp whether browsers keep the page
 * @param keepHistory how old entries may become; empty: as old as they like
 */
public record ServerConfig(
    String host,
    int port,
    Path data,
    StoreKind store,
    Set<String> allowedOrigins,
    Set<String> allowedHosts,
    boolean offlineApp,
    Optional<Duration> keepHistory,
    Limits limits) {

  public ServerConfig {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(data, "data");
    Objects.requireNonNull(store, "store");
    allowedOrigins = Set.copyOf(allowedOrigins);
    allowedHosts = Set.copyOf(allowedHosts);
    Objects.requireNonNull(keepHistory, "keepHistory");
    Objects.requireNonNull(limits, "limits");
  }

  /**
   * Reads flags, and where there is no flag the environment, and where there is neither the
   * default.
   */
  public static Invocation parse(List<String> arguments, Map<String, String> environment) {
    return new ConfigParser(environment).parse(arguments);
  }
}
