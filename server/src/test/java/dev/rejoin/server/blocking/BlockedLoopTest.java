package dev.rejoin.server.blocking;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What blocks an event loop turns a test red, and what does not does not. */
class BlockedLoopTest {

  private static final long LONG_MILLIS = 150;

  @TempDir Path directory;

  private Vertx vertx;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
  }

  @AfterEach
  void stop() {
    vertx.close().await();
  }

  private interface Work {
    void run() throws Exception;
  }

  /** Does it on the loop, and waits for the turn after that. */
  private void onLoop(Work work) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    vertx.runOnContext(
        start -> {
          try {
            work.run();
            vertx.setTimer(1, later -> done.complete(null));
          } catch (Exception e) {
            done.completeExceptionally(e);
          }
        });
    done.join();
  }

  private static void assertRed(String because) {
    AssertionError failure = assertThrows(AssertionError.class, NoBlockedLoops::check);
    assertTrue(failure.getMessage().contains(because), failure.getMessage());
    assertTrue(failure.getMessage().contains("BlockedLoopTest"), failure.getMessage());
  }

  @Test
  void aLoopThatCountsForLongIsSeen() {
    onLoop(() -> useProcessor(LONG_MILLIS));
    assertRed("of processor time in one turn");
  }

  @Test
  void twoTasksOfOneTurnAreCountedTogether() {
    onLoop(
        () -> {
          vertx.runOnContext(second -> useProcessor(LONG_MILLIS / 2));
          useProcessor(LONG_MILLIS / 2);
        });
    assertRed("of processor time in one turn");
  }

  @Test
  void aLoopThatSleepsIsSeen() {
    onLoop(() -> Thread.sleep(LONG_MILLIS));
    assertRed("waits");
  }

  @Test
  void aLoopThatSleepsForLessThanTheLimitIsSeenToo() {
    onLoop(() -> Thread.sleep(LoopTurns.LIMIT_MILLIS / 2));
    assertRed("waits");
  }

  @Test
  void aLoopThatWaitsForAnotherThreadIsSeen() {
    onLoop(() -> new CountDownLatch(1).await(LONG_MILLIS, TimeUnit.MILLISECONDS));
    assertRed("waits");
  }

  @Test
  void aLoopThatWritesAFileIsSeen() {
    onLoop(() -> writeFor(LONG_MILLIS, directory.resolve("file")));
    assertRed("reads or writes files");
  }

  @Test
  void randomBytesAreNoFile() {
    onLoop(
        () -> {
          SecureRandom random = new SecureRandom();
          for (int i = 0; i < 2_000; i++) {
            random.nextBytes(new byte[256]);
          }
        });
    assertDoesNotThrow(NoBlockedLoops::check);
  }

  @Test
  void shortTurnsAreNoneOfOurBusinessHoweverMany() {
    for (int i = 0; i < 10; i++) {
      onLoop(() -> useProcessor(LONG_MILLIS / 10));
    }
    assertDoesNotThrow(NoBlockedLoops::check);
  }

  private static void useProcessor(long millis) {
    long end = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() + millis * 1_000_000;
    while (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() < end) {
      Thread.onSpinWait();
    }
  }

  private static void writeFor(long millis, Path file) {
    long end = System.nanoTime() + millis * 1_000_000;
    try {
      while (System.nanoTime() < end) {
        Files.write(file, new byte[1 << 16]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
