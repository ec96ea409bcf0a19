package dev.rejoin.server.storage.sqlite;

import dev.rejoin.server.config.Limits;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The threads and connections of one directory: started together, ended together. */
final class Store {
  private static final int READERS = 2;

  private final DataDirectory directory;
  private final TaskQueue writes;
  private final TaskQueue reads;
  private final Heads heads;
  private final List<Sql> connections = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private Future<Void> closed;

  private Store(DataDirectory directory, Limits limits, UnaryOperator<Transaction> transactions)
      throws SQLException {
    this.directory = directory;
    this.writes =
        new TaskQueue(
            "the queue of writes", limits.maxQueuedWrites(), limits.maxQueuedWriteBytes());
    this.reads = new TaskQueue("the queue of reads", limits.maxQueuedReads(), Long.MAX_VALUE);
    Connector connector = new Connector(directory.database());
    Sql sql = connect(connector.writer());
    Tables tables = Tables.of(sql);
    this.heads = new Heads(tables.documents());
    Transaction transaction = transactions.apply(Transaction.of(sql));
    thread("writer", new Writer(writes, transaction, tables, heads));
    for (int i = 1; i <= READERS; i++) {
      thread("reader-" + i, new Reader(reads, connect(connector.reader())));
    }
  }

  static Store start(Path path, Limits limits, UnaryOperator<Transaction> transactions) {
    DataDirectory directory = DataDirectory.take(path);
    Store store = null;
    try {
      store = new Store(directory, limits, transactions);
      store.threads.forEach(Thread::start);
      return store;
    } catch (SQLException e) {
      throw new StorageException(
          Reason.UNUSABLE,
          "%s cannot be opened: %s".formatted(directory.database(), e.getMessage()),
          e);
    } finally {
      if (store == null) {
        release(directory);
      }
    }
  }

  private Sql connect(Sql sql) {
    connections.add(sql);
    return sql;
  }

  private void thread(String name, Runnable body) {
    Thread thread = new Thread(body, "rejoin-sqlite-" + name);
    thread.setDaemon(true);
    threads.add(thread);
  }

  /** Of the writer's thread: only its tasks may ask. */
  Heads heads() {
    return heads;
  }

  <T> Future<T> write(int entries, long bytes, Task.Work<T> work) {
    return offer(writes, new Task<>(entries, bytes, work));
  }

  <T> Future<T> read(Task.Work<T> work) {
    return offer(reads, new Task<>(1, 0, work));
  }

  private static <T> Future<T> offer(TaskQueue queue, Task<T> task) {
    try {
      queue.offer(task);
      return task.future();
    } catch (StorageException e) {
      return Future.failedFuture(e);
    }
  }

  /** What was taken is done first. The last connection to close folds the log into the file. */
  synchronized Future<Void> close() {
    if (closed == null) {
      Promise<Void> promise = Promise.promise();
      closed = promise.future();
      writes.close();
      reads.close();
      new Thread(() -> end(promise), "rejoin-sqlite-close").start();
    }
    return closed;
  }

  private void end(Promise<Void> promise) {
    try {
      for (Thread thread : threads) {
        thread.join();
      }
      for (Sql connection : connections) {
        connection.close();
      }
      directory.close();
      promise.complete();
    } catch (SQLException | IOException | InterruptedException e) {
      promise.fail(new StorageException(Reason.BROKEN, "the store did not close", e));
    }
  }

  private static void release(DataDirectory directory) {
    try {
      directory.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
