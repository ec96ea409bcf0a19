package dev.rejoin.server.document;

import io.vertx.core.Future;
import java.util.function.Consumer;

/**
 * When a document does something: in turns of its event loop, and never while a load or an append
 * is under way.
 *
 * <p>Liveness: whatever is asked plans a turn. While something is under way, turns do nothing, and
 * its end is a turn.
 */
final class Turns {

  private final Scheduler scheduler;
  private final Runnable turn;
  private final Consumer<RuntimeException> afterBug;
  private boolean underWay;
  private boolean planned;

  /**
   * @param turn what to do when nothing is under way
   * @param afterBug has to let the document {@link #rest}
   */
  Turns(Scheduler scheduler, Runnable turn, Consumer<RuntimeException> afterBug) {
    this.scheduler = scheduler;
    this.turn = turn;
    this.afterBug = afterBug;
  }

  boolean isUnderWay() {
    return underWay;
  }

  void plan() {
    if (!planned) {
      planned = true;
      scheduler.execute(() -> guarded(this::take));
    }
  }

  private void take() {
    planned = false;
    if (!underWay) {
      turn.run();
    }
  }

  /**
   * From now on {@code future} is under way. When it is complete, one of the two goes on from there
   * on the event loop, and ends with {@link #goOn} or {@link #rest}.
   */
  <T> void await(Future<T> future, Consumer<T> success, Consumer<Throwable> failure) {
    underWay = true;
    future.onComplete(
        result ->
            scheduler.execute(
                () -> {
                  if (result.failed()) {
                    failure.accept(result.cause());
                  } else {
                    guarded(() -> success.accept(result.result()));
                  }
                }));
  }

  /** What was under way is over. */
  void goOn() {
    underWay = false;
    take();
  }

  /** Nothing happens for so long. */
  void rest(long millis) {
    underWay = true;
    scheduler.after(millis, this::goOn);
  }

  /** A bug costs this document a rest, and no other anything. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException bug) {
      afterBug.accept(bug);
    }
  }
}
