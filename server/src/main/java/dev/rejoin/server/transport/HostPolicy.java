package dev.rejoin.server.transport;

import dev.rejoin.server.config.ServerConfig;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Under which names this server may be asked. A page from anywhere can let its own name resolve to
 * this server's address (DNS rebinding); for the browser they are one origin then, and the page
 * reads and writes here. It cannot do that with an address, which is never looked up, nor with
 * {@code localhost}. All other names have to be told.
 */
final class HostPolicy {

  private static final String ANY = "*";

  /** {@code name[:port]}, or {@code [v6][:port]}; a name may end with the dot of the root. */
  private static final Pattern HOST =
      Pattern.compile("(?:(\\[[0-9a-f:.]+])|([a-z0-9_.-]+?)\\.?)(?::[0-9]{1,5})?");

  private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  private final Set<String> names;

  /**
   * @param names in lower case; the star is any
   */
  HostPolicy(Set<String> names) {
    this.names = Set.copyOf(names);
  }

  /** The names that a server was told, in whatever way: it may be behind an allowed origin. */
  static HostPolicy of(ServerConfig config) {
    Set<String> names = new HashSet<>(config.allowedHosts());
    names.add(config.host().toLowerCase(Locale.ROOT));
    config.allowedOrigins().forEach(origin -> names.add(URI.create(origin).getHost()));
    return new HostPolicy(names);
  }

  /**
   * Whether this server may be asked under this name.
   *
   * @param host the header {@code Host}, or null: what sends none is no browser
   */
  boolean allows(String host) {
    if (host == null || names.contains(ANY)) {
      return true;
    }
    Matcher parts = HOST.matcher(host.toLowerCase(Locale.ROOT));
    if (!parts.matches()) {
      return false;
    }
    String name = parts.group(2);
    return name == null || isNobodyElses(name) || names.contains(name);
  }

  private static boolean isNobodyElses(String name) {
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || ADDRESS.matcher(name).matches();
  }
}
