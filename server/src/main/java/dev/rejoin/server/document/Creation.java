package dev.rejoin.server.document;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.protocol.Site;
import dev.rejoin.server.storage.Created;
import io.vertx.core.Future;
import java.util.List;

/** Makes a document before anybody opens it, if wanted with something in it. */
public final class Creation {

  /** Whose the first entry of a document is that was made with content. */
  private static final String USER = "~created";

  private final Environment environment;

  public Creation(Environment environment) {
    this.environment = environment;
  }

  /**
   * Makes a document, in one step. Completes with its head, or with -1 if there is one of that id
   * already; that one is left alone.
   *
   * @param content inserts only; the first entry of the log, unless it is empty
   */
  public Future<Long> create(String document, DocumentType type, Operation content) {
    String lineage = environment.randomIds().get();
    long now = environment.clock().millis();
    List<Entry> first = content.targetLength() == 0 ? List.of() : List.of(first(content, now));
    return environment
        .log()
        .create(document, type, lineage, now, first)
        .map(created -> created == Created.NEW ? first.size() : -1L);
  }

  private Entry first(Operation content, long now) {
    return new Entry(1, Site.of(environment.randomIds().get()), 1, USER, now, content);
  }
}
