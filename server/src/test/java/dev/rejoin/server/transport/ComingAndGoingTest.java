package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.testing.Memory;
import dev.rejoin.server.testing.RawSocket;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.WireClient;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Promise I6: many connections at once, and very many one after the other. When they are gone, so
 * is what they needed: memory, descriptors, threads.
 */
class ComingAndGoingTest {

  private static final int AT_ONCE = Seeds.full() ? 9_000 : 1_000;
  private static final int ONE_AFTER_THE_OTHER = Seeds.full() ? 200_000 : 2_000;
  private static final int DOCUMENTS = 20;
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  /** A connection that is forgotten somewhere costs more than a kilobyte. */
  private static final long SPARE_BYTES = 3 << 20;

  private static final long SPARE_DESCRIPTORS = 10;
  private static final int SPARE_THREADS = 4;

  /** What this process holds, of which the server is a part. */
  private record Held(long bytes, long descriptors, int threads) {

    static Held now() {
      return new Held(
          Memory.used(), descriptorsNow(), ManagementFactory.getThreadMXBean().getThreadCount());
    }

    static long descriptorsNow() {
      return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
          .getOpenFileDescriptorCount();
    }

    boolean isNoMoreThan(Held before) {
      return bytes <= before.bytes + SPARE_BYTES
          && descriptors <= before.descriptors + SPARE_DESCRIPTORS
          && threads <= before.threads + SPARE_THREADS;
    }
  }

  @Test
  @Timeout(1_200)
  void whoIsGoneLeavesNothingBehind() {
    try (TestServer server = TestServer.inMemory(Limits.DEFAULT.with("idleDocumentMillis", 0))) {
      // What is made once and kept, such as classes, threads and pools of buffers.
      atOnce(server, AT_ONCE / 5);
      oneAfterTheOther(server, 200);
      Held before = Held.now();
      atOnce(server, AT_ONCE);
      oneAfterTheOther(server, ONE_AFTER_THE_OTHER);
      Held after = Held.now();
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (!after.isNoMoreThan(before) && System.nanoTime() < end) {
        after = Held.now();
      }
      System.out.printf("before %s, after %s%n", before, after);
      assertTrue(after.isNoMoreThan(before), "before " + before + ", after " + after);
    }
  }

  private static void atOnce(TestServer server, int count) {
    List<WireClient> clients = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      clients.add(come(server, i));
    }
    for (int i = 0; i < count; i++) {
      go(clients.get(i), i);
    }
  }

  private static void oneAfterTheOther(TestServer server, int count) {
    for (int i = 0; i < count; i++) {
      go(come(server, i), i);
    }
  }

  private static WireClient come(TestServer server, int number) {
    WireClient client = server.client("guest");
    client.say(
        "{'t':'open','doc':'doc%d','client':'%022d','create':'text'}"
            .formatted(number % DOCUMENTS, number));
    return client;
  }

  /** With a goodbye, or without one. */
  private static void go(WireClient client, int number) {
    if (number % 2 == 0) {
      client.socket().last(RawSocket.CLOSE, (byte) 0x03, (byte) 0xE8);
    }
    client.close();
  }
}
