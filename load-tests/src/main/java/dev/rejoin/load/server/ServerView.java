package dev.rejoin.load.server;

import dev.rejoin.ot.sync.Entry;
import java.util.List;

/**
 * A document as the server gives it to anybody who asks over HTTP.
 *
 * @param lineage which document of that id it is
 * @param log all entries that it has: from revision 1, unless history was forgotten
 */
public record ServerView(
    String document, String lineage, long revision, String content, List<Entry> log) {
  public ServerView {
    log = List.copyOf(log);
  }

  public boolean isMissing() {
    return lineage.isEmpty();
  }

  /** The same with another log. */
  public ServerView withLog(List<Entry> other) {
    return new ServerView(document, lineage, revision, content, other);
  }

  /** A document that the server does not have. */
  public static ServerView missing(String document) {
    return new ServerView(document, "", 0, "", List.of());
  }
}
