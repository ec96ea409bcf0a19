package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.testing.Seeds;
import dev.rejoin.server.testing.ChildServer;
import dev.rejoin.server.testing.ChildServer.Held;
import dev.rejoin.server.testing.Descriptors;
import dev.rejoin.server.testing.RawSocket;
import dev.rejoin.server.testing.WireClient;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Promise I6: many connections at once, and very many one after the other. When they are gone, so
 * is what they needed: memory, descriptors, threads. The server is a process of its own, so that
 * only its end of each connection counts.
 */
class ComingAndGoingTest {

  private static final int AT_ONCE = Seeds.full() ? 20_000 : 1_000;

  /** Where a process may not have more descriptors, fewer have to do; so many prove something. */
  private static final int AT_LEAST = Seeds.full() ? 10_000 : AT_ONCE;

  private static final int ONE_AFTER_THE_OTHER = Seeds.full() ? 200_000 : 2_000;
  private static final int LANES = 2;
  private static final int DOCUMENTS = 20;
  private static final int OTHER_DESCRIPTORS = 150;
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  /** A connection that is forgotten somewhere costs more than a kilobyte. */
  private static final long SPARE_BYTES = (3 << 20) + 100L * (AT_ONCE + ONE_AFTER_THE_OTHER);

  private static final long SPARE_DESCRIPTORS = 10;
  private static final int SPARE_THREADS = 4;

  /** What it held when nobody was there. */
  private long idle = Long.MAX_VALUE;

  @Test
  @Timeout(1_200)
  void whoIsGoneLeavesNothingBehind() {
    long room = Descriptors.makeRoomFor(AT_ONCE + OTHER_DESCRIPTORS) - OTHER_DESCRIPTORS;
    int atOnce = (int) Math.min(AT_ONCE, room);
    System.out.printf("%d at once: there is room for %d%n", atOnce, room);
    assertTrue(atOnce >= AT_LEAST, "there is room for " + room + " only");
    try (ChildServer server = new ChildServer()) {
      // What is made once and kept, such as classes and threads; and pools of buffers, which stay
      // as large as the largest crowd made them (300 MB for 19,000 who do not read) and no larger.
      atOnce(server, atOnce);
      oneAfterTheOther(server, 200);
      Held before = server.held();
      atOnce(server, atOnce);
      oneAfterTheOther(server, ONE_AFTER_THE_OTHER);
      Held after = server.held();
      long end = System.nanoTime() + PATIENCE_NANOS;
      while (!isNoMoreThan(before, after) && System.nanoTime() < end) {
        after = server.held();
      }
      System.out.printf("%d at once, before %s, after %s%n", atOnce, before, after);
      assertTrue(isNoMoreThan(before, after), "before " + before + ", after " + after);
    }
  }

  private static boolean isNoMoreThan(Held before, Held after) {
    return after.bytes() <= before.bytes() + SPARE_BYTES
        && after.descriptors() <= before.descriptors() + SPARE_DESCRIPTORS
        && after.threads() <= before.threads() + SPARE_THREADS;
  }

  private void atOnce(ChildServer server, int count) {
    // Some of those before may not be gone yet.
    idle = Math.min(idle, server.held().descriptors());
    List<WireClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        clients.add(come(server, i));
      }
      assertTrue(server.held().descriptors() >= idle + count, "they are not there at once");
    } finally {
      for (int i = 0; i < clients.size(); i++) {
        go(clients.get(i), i);
      }
    }
  }

  private static void oneAfterTheOther(ChildServer server, int count) {
    IntStream.range(0, LANES)
        .parallel()
        .forEach(
            lane -> {
              for (int i = lane; i < count; i += LANES) {
                go(come(server, i), i);
              }
            });
  }

  private static WireClient come(ChildServer server, int number) {
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
