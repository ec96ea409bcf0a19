package dev.rejoin.server.storage.sqlite;

import java.sql.SQLException;

/** Passes everything on. Who wants something to be otherwise says only that. */
abstract class TransactionAround implements Transaction {
  private final Transaction real;

  TransactionAround(Transaction real) {
    this.real = real;
  }

  @Override
  public void begin() throws SQLException {
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
