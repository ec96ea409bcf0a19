package dev.rejoin.load.editor;

import java.net.URI;

/** Where a server is: what {@code --url} says, taken apart. */
public record Address(boolean secure, String host, int port) {

  /**
   * The address that an {@code http} or {@code https} URL names.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static Address of(String url) {
    URI uri = URI.create(url);
    boolean secure = "https".equals(uri.getScheme());
    if (uri.getHost() == null || (!secure && !"http".equals(uri.getScheme()))) {
      throw new IllegalArgumentException("not an address like http://127.0.0.1:8080: " + url);
    }
    return new Address(secure, uri.getHost(), port(uri.getPort(), secure));
  }

  private static int port(int given, boolean secure) {
    if (given > 0) {
      return given;
    }
    return secure ? 443 : 80;
  }

  /** The URL of something on it. */
  public URI resolve(String path) {
    return URI.create(this + path);
  }

  @Override
  public String toString() {
    return (secure ? "https://" : "http://") + host + ":" + port;
  }
}
