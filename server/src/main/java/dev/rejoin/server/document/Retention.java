package dev.rejoin.server.document;

import dev.rejoin.server.storage.DocumentSummary;
import dev.rejoin.server.storage.Registration;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.ObjLongConsumer;
import java.util.logging.Logger;

/**
 * Forgets entries that are older than they may become. Goes through all documents from time to
 * time, one after the other, and cuts from each a piece at a time.
 *
 * <p>Liveness: a document that cannot be trimmed is passed over, and the end of a round begins the
 * waiting for the next. Between two pieces it rests, so that people's edits have the store to
 * themselves most of the time.
 */
public final class Retention {

  private static final Logger LOG = Logger.getLogger(Retention.class.getName());
  private static final int PAGE = 100;
  private static final long REST_MILLIS = 20;

  private final Environment environment;
  private final Duration keep;
  private final Trimming trimming;
  private final ObjLongConsumer<String> trimmed;
  private Registration timer;
  private boolean stopped;

  /**
   * @param trimmed told the new floor of a document
   */
  public Retention(Environment environment, Duration keep, ObjLongConsumer<String> trimmed) {
    this.environment = environment;
    this.keep = keep;
    this.trimming = new Trimming(environment.log(), environment.limits().trimEntries());
    this.trimmed = trimmed;
  }

  /** Looks for the first time after a while: a server that starts has other things to do. */
  public void start() {
    environment.scheduler().execute(this::waitForRound);
  }

  /** Ends after the piece that is being cut. From any thread. */
  public void stop() {
    environment
        .scheduler()
        .execute(
            () -> {
              stopped = true;
              if (timer != null) {
                timer.close();
              }
            });
  }

  private void waitForRound() {
    if (!stopped) {
      long wait = environment.limits().trimEveryMillis();
      timer = environment.scheduler().after(wait, () -> round().onComplete(done -> start()));
    }
  }

  /** One look at every document. */
  Future<Void> round() {
    long oldest = environment.clock().millis() - keep.toMillis();
    return pages("", oldest)
        .onFailure(failure -> StorageFailure.log(LOG, "history could not be trimmed", failure))
        .otherwiseEmpty();
  }

  private Future<Void> pages(String after, long oldest) {
    return environment
        .log()
        .list(after, PAGE)
        .compose(page -> turn().compose(go -> each(page.documents().iterator(), oldest)).map(page))
        .compose(
            page ->
                page.next().isEmpty() || stopped
                    ? Future.succeededFuture()
                    : pages(page.next().get(), oldest));
  }

  private Future<Void> each(Iterator<DocumentSummary> documents, long oldest) {
    while (documents.hasNext() && !stopped) {
      DocumentSummary document = documents.next();
      if (document.createdAt() < oldest) {
        return trim(document, document.floor(), oldest).compose(trimmed -> each(documents, oldest));
      }
    }
    return Future.succeededFuture();
  }

  private Future<Void> trim(DocumentSummary document, long floor, long oldest) {
    return trimming
        .cut(document, floor, oldest)
        .onFailure(
            failure -> StorageFailure.log(LOG, "cannot trim document " + document.id(), failure))
        .otherwise(floor)
        .compose(newFloor -> newFloor > floor ? rest().map(newFloor) : turn().map(newFloor))
        .compose(newFloor -> goOn(document, floor, newFloor, oldest));
  }

  private Future<Void> goOn(DocumentSummary document, long floor, long newFloor, long oldest) {
    if (newFloor == floor) {
      return Future.succeededFuture();
    }
    trimmed.accept(document.id(), newFloor);
    return stopped ? Future.succeededFuture() : trim(document, newFloor, oldest);
  }

  private Future<Void> rest() {
    Promise<Void> rested = Promise.promise();
    environment.scheduler().after(REST_MILLIS, rested::complete);
    return rested.future();
  }

  /** Goes on in a turn of its own on the event loop, wherever the store was done. */
  private Future<Void> turn() {
    Promise<Void> next = Promise.promise();
    environment.scheduler().execute(next::complete);
    return next.future();
  }
}
