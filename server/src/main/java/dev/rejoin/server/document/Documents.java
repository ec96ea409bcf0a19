package dev.rejoin.server.document;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;

/** All documents of a server. A document belongs to one event loop, chosen by its id. */
public final class Documents {

  private final List<Registry> registries;

  /**
   * @param environments one for each event loop
   */
  public Documents(List<Environment> environments) {
    this.registries =
        environments.stream()
            .map(each -> new Registry(each, share(each, environments.size())))
            .toList();
  }

  private static int share(Environment environment, int loops) {
    return Math.max(1, environment.limits().maxLoadedDocuments() / loops);
  }

  /** A seat at a document, which has to be opened before it is of use. */
  public Seat seat(String document, Participant participant) {
    return new Seat(registryOf(document), document, participant);
  }

  /** The document as it is now, or a {@link RefusedException}. May complete on any event loop. */
  public Future<Reading> read(String document) {
    Promise<Reading> promise = Promise.promise();
    Registry registry = registryOf(document);
    registry.execute(() -> registry.visit(document, new Reader(promise)));
    return promise.future();
  }

  /**
   * An outbox comes by without taking a seat. Completes when its edit is stored or refused, on any
   * event loop, or fails with a {@link RefusedException}.
   */
  public Future<Exchanged> exchange(ExchangeOrder order) {
    Promise<Exchanged> promise = Promise.promise();
    Registry registry = registryOf(order.document());
    registry.execute(() -> registry.visit(order.document(), new Exchange(order, promise)));
    return promise.future();
  }

  /** The log of a document was trimmed: if it is in memory, it has to know. */
  public void raiseFloor(String document, long revision) {
    Registry registry = registryOf(document);
    registry.execute(() -> registry.raiseFloor(document, revision));
  }

  /** Finishes and stores what was taken in, and takes in nothing more. */
  public Future<Void> close() {
    return Future.join(registries.stream().map(Documents::close).toList()).mapEmpty();
  }

  private static Future<Void> close(Registry registry) {
    Promise<Void> closed = Promise.promise();
    registry.execute(() -> registry.close().onComplete(closed));
    return closed.future();
  }

  private Registry registryOf(String document) {
    return registries.get(Math.floorMod(document.hashCode() * 0x9E3779B9, registries.size()));
  }
}
