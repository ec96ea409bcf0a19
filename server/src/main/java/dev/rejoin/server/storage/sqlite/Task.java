package dev.rejoin.server.storage.sqlite;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.SQLException;

/**
 * Work for a thread of the store, and the promise of its result. The result is kept back until the
 * transaction that it was made in has been committed.
 */
final class Task<T> {
  private final int entries;
  private final long bytes;
  private final Work<T> work;
  private final Promise<T> promise = Promise.promise();
  private T result;

  /** What to do on a connection, inside a transaction. */
  interface Work<T> {
    T run(Tables tables) throws SQLException;
  }

  Task(int entries, long bytes, Work<T> work) {
    this.entries = entries;
    this.bytes = bytes;
    this.work = work;
  }

  int entries() {
    return entries;
  }

  long bytes() {
    return bytes;
  }

  Future<T> future() {
    return promise.future();
  }

  void run(Tables tables) throws SQLException {
    result = work.run(tables);
  }

  void succeed() {
    promise.complete(result);
  }

  void fail(Throwable failure) {
    promise.fail(failure);
  }
}
