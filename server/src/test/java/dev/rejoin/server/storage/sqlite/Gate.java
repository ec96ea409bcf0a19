package dev.rejoin.server.storage.sqlite;

import java.sql.SQLException;
import java.util.concurrent.Semaphore;

/**
 * Holds the writer back until all that is to be one transaction waits behind it: so what is written
 * depends on a seed, and not on how fast a thread is.
 */
final class Gate implements Transaction {
  private final Semaphore open = new Semaphore(1);
  private final Transaction real;

  Gate(Transaction real) {
    this.real = real;
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
    real.begin();
  }

  @Override
  public void commit() throws SQLException {
    real.commit();
  }

  @Override
  public void rollback() throws SQLException {
    real.rollback();
  }

  @Override
  public void checkpoint() throws SQLException {
    real.checkpoint();
  }
}
