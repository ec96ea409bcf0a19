package dev.rejoin.server.storage.sqlite;

import java.sql.SQLException;

/** The brackets around a batch. An interface, so that a test can be the disk that fails. */
interface Transaction {
  void begin() throws SQLException;

  /** When this returns, what was done since the begin is on the disk. */
  void commit() throws SQLException;

  void rollback() throws SQLException;

  /** Brings what was committed into the file, when it is time for that. */
  void checkpoint() throws SQLException;

  /** Those of a connection. */
  static Transaction of(Sql sql) {
    return of(sql, new Checkpoint(sql));
  }

  static Transaction of(Sql sql, Checkpoint checkpoint) {
    return new Transaction() {
      @Override
      public void begin() throws SQLException {
        sql.execute("BEGIN IMMEDIATE");
      }

      @Override
      public void commit() throws SQLException {
        sql.execute("COMMIT");
      }

      @Override
      public void rollback() throws SQLException {
        sql.forgetStatements();
        sql.execute("ROLLBACK");
      }

      @Override
      public void checkpoint() throws SQLException {
        checkpoint.afterCommit();
      }
    };
  }
}
