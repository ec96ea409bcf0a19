package dev.rejoin.server.storage.sqlite;

import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import java.sql.SQLException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The thread that writes. It takes all that waits, does it in one transaction, commits, and only
 * then completes the futures.
 *
 * <p>Safety: a future is completed with success after the commit that its work was in, and never
 * after a commit of which it is not known what it left on the disk: from then on every task fails.
 * An fsync that failed may have dropped the pages that it was for, and the next one would succeed
 * without them.
 *
 * <p>Liveness: a task that fails by itself, or for lack of space, fails alone: its batch is done
 * again, one task a transaction.
 */
final class Writer implements Runnable {
  private static final Logger LOG = Logger.getLogger(Writer.class.getName());
  private static final int BATCH_ENTRIES = 512;
  private static final long BATCH_BYTES = 1 << 20;

  private final TaskQueue queue;
  private final Transaction transaction;
  private final Tables tables;
  private final Heads heads;
  private StorageException broken;

  Writer(TaskQueue queue, Transaction transaction, Tables tables, Heads heads) {
    this.queue = queue;
    this.transaction = transaction;
    this.tables = tables;
    this.heads = heads;
  }

  /** Until the queue is closed and empty. */
  @Override
  public void run() {
    while (true) {
      List<Task<?>> batch = queue.take(BATCH_ENTRIES, BATCH_BYTES);
      if (batch.isEmpty()) {
        return;
      }
      write(batch);
    }
  }

  private void write(List<Task<?>> batch) {
    if (broken != null) {
      batch.forEach(task -> task.fail(broken));
      return;
    }
    try {
      attempt(batch);
    } catch (SQLException | RuntimeException | Error e) {
      afterFailure(batch, e);
      return;
    }
    batch.forEach(Task::succeed);
    checkpoint();
  }

  /** Who waited has been told. If this fails, it is those who come now that hear of it. */
  private void checkpoint() {
    try {
      transaction.checkpoint();
    } catch (SQLException e) {
      StorageException failure = Failure.ofWrite(e);
      if (failure.reason() == Reason.BROKEN) {
        breakDown(failure);
      } else {
        LOG.log(Level.WARNING, "a checkpoint has to wait", failure);
      }
    }
  }

  private void attempt(List<Task<?>> batch) throws SQLException {
    transaction.begin();
    for (Task<?> task : batch) {
      task.run(tables);
    }
    transaction.commit();
  }

  private void afterFailure(List<Task<?>> batch, Throwable e) {
    StorageException failure = e instanceof SQLException sql ? Failure.ofWrite(sql) : null;
    heads.forget();
    tables.sites().forget();
    if ((failure != null && failure.reason() == Reason.BROKEN) || !rolledBack()) {
      breakDown(failure == null ? new StorageException(Reason.BROKEN, e.getMessage(), e) : failure);
      batch.forEach(task -> task.fail(broken));
    } else if (batch.size() == 1) {
      batch.get(0).fail(failure == null ? e : failure);
    } else {
      batch.forEach(task -> write(List.of(task)));
    }
  }

  private void breakDown(StorageException failure) {
    broken = failure;
    LOG.log(Level.SEVERE, "nothing more is written until this process is started again", failure);
  }

  /** Whether the transaction is over without a trace; SQLite may have ended it already. */
  private boolean rolledBack() {
    try {
      transaction.rollback();
      return true;
    } catch (SQLException e) {
      boolean over = String.valueOf(e.getMessage()).contains("no transaction is active");
      if (!over) {
        LOG.log(Level.SEVERE, "a transaction could not be rolled back", e);
      }
      return over;
    }
  }
}
