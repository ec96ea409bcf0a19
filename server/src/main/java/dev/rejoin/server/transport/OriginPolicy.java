package dev.rejoin.server.transport;

import java.util.Locale;
import java.util.Set;

/**
 * Which pages may talk to this server. Browsers send {@code Origin}, and send cookies and reach
 * inner networks whoever asks them to; so a page from elsewhere is refused. What sends no origin is
 * no page.
 */
final class OriginPolicy {

  private final Set<String> allowed;

  /**
   * @param allowed exact origins, beside the server's own
   */
  OriginPolicy(Set<String> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  /**
   * Whether a page of this origin may. Compared as a whole, never by its beginning or end.
   *
   * @param origin the header, or null
   * @param host the header {@code Host}: under which name the server itself was asked
   */
  boolean allows(String origin, String host) {
    return origin == null || isListed(origin) || isOwn(origin, host);
  }

  /** Whether it is one of those beside the server's own. */
  boolean isListed(String origin) {
    return allowed.contains(origin);
  }

  private static boolean isOwn(String origin, String host) {
    if (host == null || host.isEmpty()) {
      return false;
    }
    String own = host.toLowerCase(Locale.ROOT);
    return origin.equals("http://" + own) || origin.equals("https://" + own);
  }
}
