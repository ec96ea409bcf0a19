package dev.rejoin.server.document;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.server.storage.DocumentLog;
import dev.rejoin.server.storage.StoredDocument;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * Finds a document in the log, or makes it there. What fails, fails: it is never an empty document.
 */
final class Loading {

  private Loading() {}

  /** The document, or empty if there is none and nobody wants one. */
  static Future<Optional<StoredDocument>> load(
      String id, Optional<DocumentType> create, Environment environment) {
    DocumentLog log = environment.log();
    return log.open(id)
        .compose(
            found -> {
              if (found.isPresent() || create.isEmpty()) {
                return Future.succeededFuture(found);
              }
              String lineage = environment.randomIds().get();
              long now = environment.clock().millis();
              return log.create(id, create.get(), lineage, now).compose(created -> log.open(id));
            });
  }
}
