package dev.rejoin.server.document;

import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.storage.StorageException;
import io.vertx.core.AsyncResult;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.logging.Logger;

/** Reads stretches of one document's log for visitors, who wait meanwhile and hold up nobody. */
final class LogReader {

  private static final Logger LOG = Logger.getLogger(LogReader.class.getName());

  private final String document;
  private final Environment environment;
  private final Consumer<Visitor> comeAgain;
  private final LongConsumer trimmed;
  private final Runnable gone;
  private int waiting;

  /**
   * @param comeAgain takes a visitor who has what was missing
   * @param trimmed takes the floor of a log that turned out not to reach back far enough
   * @param gone told when a visitor was turned away instead
   */
  LogReader(
      String document,
      Environment environment,
      Consumer<Visitor> comeAgain,
      LongConsumer trimmed,
      Runnable gone) {
    this.document = document;
    this.environment = environment;
    this.comeAgain = comeAgain;
    this.trimmed = trimmed;
    this.gone = gone;
  }

  /** Whether nobody waits. A document has to stay while somebody does. */
  boolean isIdle() {
    return waiting == 0;
  }

  void read(long from, long to, Visitor visitor, Consumer<List<Entry>> use) {
    waiting++;
    environment
        .log()
        .read(document, from, to)
        .onComplete(
            result -> environment.scheduler().execute(() -> done(result, from, visitor, use)));
  }

  private void done(
      AsyncResult<List<Entry>> result, long from, Visitor visitor, Consumer<List<Entry>> use) {
    waiting--;
    OptionalLong floor = floor(result.cause());
    if (result.succeeded()) {
      use.accept(result.result());
      comeAgain.accept(visitor);
    } else if (floor.isPresent() && floor.getAsLong() > from) {
      // Nobody asks below a floor that is known, so this is the last time that it is not.
      trimmed.accept(floor.getAsLong());
      StorageFailure.log(LOG, "older entries of " + document + " are gone", result.cause());
      comeAgain.accept(visitor);
    } else {
      StorageFailure.log(LOG, "cannot read the log of " + document, result.cause());
      visitor.turnAway(ErrorCode.INTERNAL, "the log cannot be read");
      gone.run();
    }
  }

  private static OptionalLong floor(Throwable failure) {
    return failure instanceof StorageException known ? known.floor() : OptionalLong.empty();
  }
}
