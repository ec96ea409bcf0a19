package dev.rejoin.server.storage.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.testing.TestServer;
import dev.rejoin.server.testing.disk.Shim;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A server on a file system that runs full while people write, and has space again later. A process
 * of its own, because the file system is only there for itself.
 */
final class SmallDisk {
  private static final int MAX_FREE = 400_000;
  private static final int PATIENCE = 5_000;
  private static final Limits LIMITS =
      Limits.DEFAULT
          .with("operationsPerSecond", 1_000_000)
          .with("operationsBurst", 1_000_000)
          .with("messagesPerSecond", 1_000_000)
          .with("messagesBurst", 1_000_000)
          .with("snapshotEveryEntries", 20);

  private final Path folder;
  private final SplitMix64 random;
  private final List<FullDiskAuthor> authors = new ArrayList<>();
  private TestServer server;

  private SmallDisk(Path folder, long seed) {
    this.folder = folder;
    this.random = new SplitMix64(seed);
  }

  /** Arguments: the file system, the first seed, and the last. */
  public static void main(String[] arguments) throws IOException {
    Logger.getLogger("").setLevel(Level.OFF);
    Path folder = Path.of(arguments[0]);
    for (long seed = Long.parseLong(arguments[1]); seed <= Long.parseLong(arguments[2]); seed++) {
      try {
        new SmallDisk(folder.resolve("disk-" + seed), seed).run();
        Shim.remove(folder.resolve("disk-" + seed));
      } catch (Throwable failure) {
        new AssertionError("failed with -Dseed=" + seed, failure).printStackTrace();
        Runtime.getRuntime().halt(1);
      }
    }
    Runtime.getRuntime().halt(0);
  }

  private void run() throws IOException {
    server = TestServer.onDisk(folder, LIMITS);
    for (int i = 2 + random.below(3); i > 0; i--) {
      authors.add(new FullDiskAuthor("author" + i, random));
    }
    authors.forEach(author -> author.arrive(server));
    untilAll(author -> author.stored() >= 10);

    fill();
    untilAll(FullDiskAuthor::wasRefused);
    authors.forEach(author -> author.requireReadable(server));
    Files.delete(ballast());
    untilAll(author -> author.isWrittenAfterRefusal(10));

    authors.forEach(FullDiskAuthor::leave);
    if (random.oneIn(2)) {
      server.close();
      server = TestServer.onDisk(folder, LIMITS);
    }
    authors.forEach(author -> author.requireStored(server));
    server.close();
  }

  private void untilAll(Predicate<FullDiskAuthor> enough) {
    for (int i = 0; i < PATIENCE; i++) {
      if (authors.stream().allMatch(enough)) {
        return;
      }
      authors.get(random.below(authors.size())).write(server);
    }
    throw new AssertionError("not after " + PATIENCE + " operations: " + authors);
  }

  private Path ballast() {
    return folder.resolve("ballast");
  }

  /** Leaves a little, so that it is somewhere in the middle of something that it runs full. */
  private void fill() throws IOException {
    fill(ballast(), random.below(MAX_FREE));
    assertEquals(List.of(), authors.stream().filter(FullDiskAuthor::wasRefused).toList());
  }

  /** Fills the file system with one file, but for so many bytes. */
  static void fill(Path ballast, long free) throws IOException {
    try (FileChannel file =
        FileChannel.open(ballast, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      file.truncate(Math.max(0, writeUntilFull(file) - free));
    }
  }

  private static long writeUntilFull(FileChannel file) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(1 << 16);
    while (true) {
      try {
        file.write(block.clear());
      } catch (IOException full) {
        return file.size();
      }
    }
  }
}
