package dev.rejoin.server.transport;

import dev.rejoin.server.testing.TestServer;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * One server after the other, on the same data. Who has a connection when one ends sees it end; who
 * wants a new one waits for the next.
 */
final class Lodging implements AutoCloseable {

  private final Supplier<TestServer> starter;
  private final ReadWriteLock door = new ReentrantReadWriteLock();

  // Guarded by the door.
  private TestServer server;
  private int restarts;

  Lodging(Supplier<TestServer> starter) {
    this.starter = starter;
    this.server = starter.get();
  }

  TestServer server() {
    door.readLock().lock();
    try {
      return server;
    } finally {
      door.readLock().unlock();
    }
  }

  int restarts() {
    return restarts;
  }

  /**
   * Connects to the server that is there.
   *
   * @param beforeWaiting run if there is none just now: whoever is asked to go does go
   */
  <T> T connect(Runnable beforeWaiting, IntFunction<T> connection) {
    if (!door.readLock().tryLock()) {
      beforeWaiting.run();
      door.readLock().lock();
    }
    try {
      return connection.apply(server.port());
    } finally {
      door.readLock().unlock();
    }
  }

  void restart() {
    door.writeLock().lock();
    try {
      server.close();
      server = starter.get();
      restarts++;
    } finally {
      door.writeLock().unlock();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
