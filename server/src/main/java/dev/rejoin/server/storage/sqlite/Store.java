package dev.rejoin.server.storage.sqlite;

import dev.rejoin.server.config.Limits;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The threads and connections of one directory: started together, ended together. */
final class Store {
  private static final int READERS = 2;

  private final TaskQueue writes;
  private final TaskQueue reads;
  private final Heads heads;
  private final Held held;
  private final List<Thread> threads = new ArrayList<>();
  private Future<Void> closed;

  /** What it opens is {@code held}'s to close. */
  private Store(Path path, Limits limits, Function<Sql, Transaction> transactions, Held held)
      throws SQLException {
    this.held = held;
    this.writes = TaskQueue.ofWrites(limits);
    this.reads = TaskQueue.ofReads(limits);
    DataDirectory directory = held.add(DataDirectory.take(path));
    directory.rewriteLog();
    Connector connector = new Connector(directory.database());
    Sql sql = held.add(connector.writer());
    directory.sync();
    Tables tables = Tables.of(sql);
    this.heads = new Heads(tables.documents());
    Transaction transaction = transactions.apply(sql);
    thread("writer", new Writer(writes, transaction, tables, heads));
    for (int i = 1; i <= READERS; i++) {
      thread("reader-" + i, new Reader(reads, held.add(connector.reader())));
    }
  }

  static Store start(Path path, Limits limits, Function<Sql, Transaction> transactions) {
    Held held = new Held();
    try {
      Store store = new Store(path, limits, transactions, held);
      store.threads.forEach(Thread::start);
      return store;
    } catch (SQLException | RuntimeException e) {
      throw unusable(path, e, held);
    }
  }

  private static StorageException unusable(Path path, Exception e, Held held) {
    StorageException unusable =
        e instanceof StorageException named
            ? named
            : new StorageException(
                Reason.UNUSABLE,
                "data directory %s cannot be used: %s".formatted(path, e.getMessage()),
                e);
    try {
      held.close();
    } catch (Exception notClosed) {
      unusable.addSuppressed(notClosed);
    }
    return unusable;
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
      held.close();
      promise.complete();
    } catch (Exception e) {
      promise.fail(new StorageException(Reason.BROKEN, "the store did not close", e));
    }
  }
}
