package dev.rejoin.server.document;

import dev.rejoin.server.storage.Registration;
import dev.rejoin.server.storage.Snapshot;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Snapshots of one document, and its leaving memory: when nobody needs it, or when all ends. */
final class Retirement {

  private static final Logger LOG = Logger.getLogger(Retirement.class.getName());

  /** A long document is written less often: a snapshot costs what it weighs. */
  private static final long UNITS_PER_ENTRY = 256;

  /**
   * Behind a snapshot lies no more than this, and so many bytes for each unit of the document. All
   * of it is in memory when the document is loaded, and large texts that come and go are many times
   * what is left of them.
   */
  private static final long MAX_BYTES = 4 << 20;

  private static final long BYTES_PER_UNIT = 4;

  private final String document;
  private final Environment environment;
  private final BooleanSupplier idle;
  private final Runnable forget;

  private Registration timer;
  private Promise<Void> closing;
  private boolean leaving;
  private String lineage;
  private WorkingCopy copy;
  private long saved;

  /**
   * @param idle whether nobody needs the document now
   * @param forget lets it go
   */
  Retirement(String document, Environment environment, BooleanSupplier idle, Runnable forget) {
    this.document = document;
    this.environment = environment;
    this.idle = idle;
    this.forget = forget;
  }

  boolean isClosing() {
    return closing != null;
  }

  /** The log grew. Saves a snapshot if it is time. */
  void grown(WorkingCopy current) {
    copy = current;
    long length = copy.length();
    long entries = environment.limits().snapshotEveryEntries() + length / UNITS_PER_ENTRY;
    long bytes = MAX_BYTES + length * BYTES_PER_UNIT;
    if (copy.head() - saved() >= entries || copy.bytesBehindSnapshot() >= bytes) {
      save();
    }
  }

  /** A turn ended with nothing under way and nothing waiting. */
  void settle(WorkingCopy current) {
    copy = current;
    if (closing != null) {
      leave();
    } else if (!idle.getAsBoolean()) {
      stopTimer();
    } else if (copy == null) {
      forget.run();
    } else if (timer == null) {
      long wait = environment.limits().idleDocumentMillis();
      timer = environment.scheduler().after(wait, () -> leaveIfIdle());
    }
  }

  /** The next time that the document settles, it leaves. */
  Future<Void> close() {
    if (closing == null) {
      closing = Promise.promise();
    }
    return closing.future();
  }

  private void leaveIfIdle() {
    timer = null;
    if (idle.getAsBoolean()) {
      leave();
    }
  }

  private void leave() {
    if (leaving) {
      return;
    }
    leaving = true;
    Future<Void> last = copy == null ? Future.succeededFuture() : save();
    last.onComplete(done -> environment.scheduler().execute(this::left));
  }

  /** Who came while the snapshot was written keeps the document here. */
  private void left() {
    leaving = false;
    if (closing != null) {
      closing.tryComplete();
    } else if (idle.getAsBoolean()) {
      forget.run();
    }
  }

  private void stopTimer() {
    if (timer != null) {
      timer.close();
      timer = null;
    }
  }

  /**
   * Succeeds in any case: without a snapshot the log is read from further back, and that is all.
   */
  private Future<Void> save() {
    if (copy.damage().isPresent() || copy.head() <= saved()) {
      return Future.succeededFuture();
    }
    Snapshot snapshot = copy.takeSnapshot();
    saved = snapshot.revision();
    return environment
        .log()
        .saveSnapshot(document, copy.lineage(), snapshot)
        .onFailure(failure -> LOG.log(Level.WARNING, "no snapshot of " + document, failure))
        .otherwiseEmpty();
  }

  private long saved() {
    if (!copy.lineage().equals(lineage)) {
      lineage = copy.lineage();
      saved = copy.snapshotRevision();
    }
    return saved;
  }
}
