package dev.rejoin.server.document;

import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.storage.StoredDocument;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Brings a document into memory, and sends those away who wait when that cannot be. */
final class Loader {

  private static final Logger LOG = Logger.getLogger(Loader.class.getName());
  private static final long LOAD_AGAIN_MILLIS = 1_000;

  private final String id;
  private final Environment environment;
  private final Lobby lobby;
  private final SubmissionQueue queue;
  private final Delivery delivery;

  Loader(
      String id, Environment environment, Lobby lobby, SubmissionQueue queue, Delivery delivery) {
    this.id = id;
    this.environment = environment;
    this.lobby = lobby;
    this.queue = queue;
    this.delivery = delivery;
  }

  /**
   * Reads the document, or makes it if somebody wants that.
   *
   * @param use takes the copy
   * @param gone told when there is none
   */
  void load(Turns turns, Consumer<WorkingCopy> use, Runnable gone) {
    turns.await(
        Loading.load(id, lobby.create(), environment),
        stored -> {
          loaded(stored, use, gone);
          turns.goOn();
        },
        failure -> failed(failure, turns));
  }

  private void loaded(Optional<StoredDocument> stored, Consumer<WorkingCopy> use, Runnable gone) {
    if (stored.isPresent()) {
      stored.get().damage().ifPresent(damage -> warn(damage, stored.get().head()));
      use.accept(WorkingCopy.of(stored.get(), environment.limits()));
      return;
    }
    gone.run();
    String message = "there is no document " + id;
    // Who came while it was looked for may want it made: that is done in the next turn.
    lobby.turnReadersAway(ErrorCode.NOT_FOUND, message);
    delivery.refuseAll(queue.drain(), NackCode.STALE, message);
  }

  private static void warn(String damage, long head) {
    LOG.log(
        Level.SEVERE,
        "{0}; it is open for reading only, as it was at revision {1}",
        new Object[] {damage, String.valueOf(head)});
  }

  /** It cannot be read, or a bug was met: those who wait are told, and later it is tried again. */
  void failed(Throwable failure, Turns turns) {
    StorageFailure.log(LOG, "cannot go on with document " + id, failure);
    turnAllAway(ErrorCode.INTERNAL, "the document cannot be read", NackCode.STORAGE);
    turns.rest(LOAD_AGAIN_MILLIS);
  }

  void turnAllAway(ErrorCode code, String message, NackCode nack) {
    lobby.turnAllAway(code, message);
    delivery.refuseAll(queue.drain(), nack, message);
  }
}
