package dev.rejoin.server.storage.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rejoin.server.config.Limits;
import dev.rejoin.server.storage.StorageException;
import org.junit.jupiter.api.Test;

/** How much waits at the store, to the one. */
class TaskQueueTest {

  private static Task<Void> task(int entries, long bytes) {
    return new Task<>(entries, bytes, tables -> null);
  }

  private static void assertFull(TaskQueue queue, Task<Void> task) {
    StorageException full = assertThrows(StorageException.class, () -> queue.offer(task));
    assertEquals(StorageException.Reason.QUEUE_FULL, full.reason());
  }

  /** As the store makes them. */
  @Test
  void theLimitsOfAStoreAreThoseOfItsQueues() {
    Limits limits =
        Limits.DEFAULT
            .with("maxQueuedWrites", 5)
            .with("maxQueuedWriteBytes", 1 << 20)
            .with("maxQueuedReads", 3);
    assertFull(filled(TaskQueue.ofWrites(limits), 5, 0), task(1, 0));
    assertFull(filled(TaskQueue.ofWrites(limits), 2, 1 << 20), task(1, 1));
    assertFull(filled(TaskQueue.ofReads(limits), 3, 1 << 30), task(1, 0));
  }

  /** One less, and then it is at the limit. */
  private static TaskQueue filled(TaskQueue queue, int entries, long bytes) {
    queue.offer(task(entries - 1, Math.max(0, bytes - 1)));
    queue.offer(task(1, Math.min(1, bytes)));
    return queue;
  }

  @Test
  void asManyEntriesWaitAsItSaysAndNotOneMore() {
    TaskQueue queue = new TaskQueue("queue", 5, 1_000);
    queue.offer(task(1, 0));
    queue.offer(task(3, 0));
    queue.offer(task(1, 0));
    assertFull(queue, task(1, 0));
    assertEquals(3, queue.take(10, 1_000).size());
    queue.offer(task(5, 0));
    assertFull(queue, task(1, 0));
  }

  @Test
  void asManyBytesWaitAsItSaysAndNotOneMore() {
    TaskQueue queue = new TaskQueue("queue", 100, 1_000);
    queue.offer(task(1, 400));
    queue.offer(task(1, 599));
    assertFull(queue, task(1, 2));
    queue.offer(task(1, 1));
    assertFull(queue, task(1, 1));
  }

  @Test
  void whatIsLargerThanAllOfItGoesAlone() {
    TaskQueue queue = new TaskQueue("queue", 5, 1_000);
    queue.offer(task(50, 5_000));
    assertFull(queue, task(1, 1));
    assertEquals(1, queue.take(10, 1_000).size());
    queue.offer(task(1, 1));
  }
}
