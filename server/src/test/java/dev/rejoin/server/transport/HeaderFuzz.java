package dev.rejoin.server.transport;

import dev.rejoin.server.fuzz.FuzzTarget;
import dev.rejoin.server.fuzz.Properties;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;

/** Names and origins in headers: only exact ones pass. The input is the one, a blank, the other. */
public final class HeaderFuzz {

  private static final String LISTED = "https://notes.example";
  private static final String TOLD = "docs.example";

  private static final OriginPolicy ORIGINS = new OriginPolicy(Set.of(LISTED));
  private static final HostPolicy HOSTS = new HostPolicy(Set.of(TOLD));

  public static final FuzzTarget SOUND = target(ORIGINS::allows);

  /** Compares the beginning. */
  public static final FuzzTarget PLANTED =
      target((origin, host) -> origin.startsWith(LISTED) || ORIGINS.allows(origin, host));

  public static final List<byte[]> SEEDS =
      Properties.seeds(
          "https://notes.example docs.example",
          "http://docs.example:8080 docs.example:8080",
          "https://notes.example.evil.example localhost",
          "http://[::1]:8080 [::1]:8080",
          "null 127.0.0.1",
          "http://DOCS.example DOCS.example.");

  private HeaderFuzz() {}

  private static FuzzTarget target(BiPredicate<String, String> origins) {
    return input -> {
      String[] both = Properties.utf8(input).orElse(" ").split(" ", 2);
      check(origins, both[0], both.length < 2 ? "" : both[1]);
    };
  }

  private static void check(BiPredicate<String, String> origins, String origin, String host) {
    String own = "://" + host.toLowerCase(Locale.ROOT);
    boolean isOwn =
        !host.isEmpty() && (origin.equals("http" + own) || origin.equals("https" + own));
    Properties.require(
        origins.test(origin, host) == (isOwn || origin.equals(LISTED)),
        "origin " + origin + " at " + host);
    if (HOSTS.allows(host)) {
      Properties.require(isPlain(host.toLowerCase(Locale.ROOT)), "host " + host);
    }
  }

  private static boolean isPlain(String host) {
    String name = host.replaceFirst(":[0-9]{1,5}$", "");
    return name.startsWith("[")
        ? name.matches("\\[[0-9a-f:.]+]")
        : name.matches("[0-9.]+")
            || name.replaceFirst("\\.$", "").matches("(.*\\.)?localhost|docs\\.example");
  }
}
