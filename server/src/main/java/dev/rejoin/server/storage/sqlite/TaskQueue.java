package dev.rejoin.server.storage.sqlite;

import dev.rejoin.server.config.Limits;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * Tasks on their way to a thread of the store, bounded in number of entries and in bytes. The one
 * place of this store where threads meet.
 */
final class TaskQueue {
  private final String name;
  private final long maxEntries;
  private final long maxBytes;

  // Guarded by this.
  private final Queue<Task<?>> tasks = new ArrayDeque<>();
  private long entries;
  private long bytes;
  private boolean closed;

  static TaskQueue ofWrites(Limits limits) {
    return new TaskQueue(
        "the queue of writes", limits.maxQueuedWrites(), limits.maxQueuedWriteBytes());
  }

  static TaskQueue ofReads(Limits limits) {
    return new TaskQueue("the queue of reads", limits.maxQueuedReads(), Long.MAX_VALUE);
  }

  TaskQueue(String name, long maxEntries, long maxBytes) {
    this.name = name;
    this.maxEntries = maxEntries;
    this.maxBytes = maxBytes;
  }

  /**
   * Takes the task. An empty queue takes any, however large.
   *
   * @throws StorageException if it is full or closed; the task is not taken
   */
  synchronized void offer(Task<?> task) {
    if (closed) {
      throw new StorageException(Reason.CLOSED, "the store is closed");
    }
    boolean full = entries + task.entries() > maxEntries || bytes + task.bytes() > maxBytes;
    if (full && !tasks.isEmpty()) {
      throw new StorageException(
          Reason.QUEUE_FULL,
          "%s is full: %d entries of %d, %d bytes of %d"
              .formatted(name, entries, maxEntries, bytes, maxBytes));
    }
    tasks.add(task);
    entries += task.entries();
    bytes += task.bytes();
    notifyAll();
  }

  /**
   * Waits for a task, and returns it with those behind it, as many as fit into a batch. Empty when
   * the queue is closed and nothing is left.
   */
  synchronized List<Task<?>> take(long batchEntries, long batchBytes) {
    boolean interrupted = false;
    while (tasks.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        // A task that was taken will be done; who wants this thread to end closes the queue.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return batch(batchEntries, batchBytes);
  }

  private List<Task<?>> batch(long batchEntries, long batchBytes) {
    List<Task<?>> batch = new ArrayList<>();
    long entriesLeft = batchEntries;
    long bytesLeft = batchBytes;
    while (!tasks.isEmpty()) {
      Task<?> next = tasks.peek();
      entriesLeft -= next.entries();
      bytesLeft -= next.bytes();
      if (!batch.isEmpty() && (entriesLeft < 0 || bytesLeft < 0)) {
        break;
      }
      batch.add(tasks.remove());
      entries -= next.entries();
      bytes -= next.bytes();
    }
    return batch;
  }

  /** Takes nothing more; what was taken will be handed out. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
