package dev.rejoin.server.document;

import dev.rejoin.server.protocol.ErrorCode;
import io.vertx.core.Promise;

/** Reads a document as it is now, and goes. */
final class Reader implements Visitor {

  private final Promise<Reading> promise;

  Reader(Promise<Reading> promise) {
    this.promise = promise;
  }

  @Override
  public void visit(DocumentLoop loop, WorkingCopy copy) {
    promise.complete(
        new Reading(
            copy.id(), copy.type(), copy.lineage(), copy.access(), copy.head(), copy.content()));
  }

  @Override
  public void turnAway(ErrorCode code, String message) {
    promise.fail(new RefusedException(code, message));
  }
}
