package dev.rejoin.server.document;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.protocol.Site;
import dev.rejoin.server.storage.AppendResult;
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
   * Makes a document. Completes with its head, or with -1 if there is one of that id already; that
   * one is left alone.
   *
   * @param content inserts only; the first entry of the log, unless it is empty
   */
  public Future<Long> create(String document, DocumentType type, Operation content) {
    String lineage = environment.randomIds().get();
    long now = environment.clock().millis();
    return environment
        .log()
        .create(document, type, lineage, now)
        .compose(
            created -> {
              if (created == Created.ALREADY) {
                return Future.succeededFuture(-1L);
              }
              return content.targetLength() == 0
                  ? Future.succeededFuture(0L)
                  : fill(document, lineage, content, now);
            });
  }

  private Future<Long> fill(String document, String lineage, Operation content, long now) {
    String site = Site.of(environment.randomIds().get());
    Entry first = new Entry(1, site, 1, USER, now, content);
    return environment
        .log()
        .append(document, lineage, 0, List.of(first))
        .compose(
            result ->
                result instanceof AppendResult.Stored
                    ? Future.succeededFuture(1L)
                    : Future.failedFuture("somebody wrote to " + document + " at once"));
  }
}
