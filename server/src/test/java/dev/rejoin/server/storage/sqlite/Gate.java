package dev.rejoin.server.storage.sqlite;

import java.sql.SQLException;
import java.util.concurrent.Semaphore;

/**
 * Holds the writer back until all that is to be one transaction waits behind it: so what is written
 * depends on a seed, and not on how fast a thread is.
 */
final class Gate extends TransactionAround {
  private final Semaphore open = new Semaphore(1);

  Gate(Transaction real) {
    super(real);
  }

  /** The transaction that begins next waits. */
  void close() {
    open.acquireUninterruptibly();
  }

  void open() {
    open.release();
  }

  @Override
  public void begin() throws SQLException {
    open.acquireUninterruptibly();
    open.release();
    super.begin();
  }
}
