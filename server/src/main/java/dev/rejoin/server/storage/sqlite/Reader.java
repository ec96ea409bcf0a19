package dev.rejoin.server.storage.sqlite;

import java.sql.SQLException;
import java.util.List;

/** A thread that reads, on a connection of its own; each task sees one state of the file. */
final class Reader implements Runnable {
  private final TaskQueue queue;
  private final Sql sql;
  private final Tables tables;

  Reader(TaskQueue queue, Sql sql) {
    this.queue = queue;
    this.sql = sql;
    this.tables = Tables.of(sql);
  }

  /** Until the queue is closed and empty. */
  @Override
  public void run() {
    while (true) {
      List<Task<?>> one = queue.take(1, Long.MAX_VALUE);
      if (one.isEmpty()) {
        return;
      }
      read(one.get(0));
    }
  }

  private void read(Task<?> task) {
    try {
      attempt(task);
    } catch (SQLException e) {
      task.fail(Failure.ofRead(e));
      return;
    } catch (RuntimeException | Error e) {
      task.fail(e);
      return;
    }
    task.succeed();
  }

  private void attempt(Task<?> task) throws SQLException {
    sql.execute("BEGIN");
    try {
      task.run(tables);
    } catch (SQLException e) {
      sql.forgetStatements();
      throw e;
    } finally {
      sql.execute("ROLLBACK");
    }
  }
}
