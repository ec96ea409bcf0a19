package dev.rejoin.load.server;

import dev.rejoin.ot.sync.Entry;
import java.util.List;

/**
 * A document as the server gives it to anybody who asks over HTTP.
 *
 * @param log all entries, from revision 1
 */
public record ServerView(String document, long revision, String content, List<Entry> log) {
  public ServerView {
    log = List.copyOf(log);
  }

  /** A document that the server does not have. */
  public static ServerView missing(String document) {
    return new ServerView(document, 0, "", List.of());
  }
}
