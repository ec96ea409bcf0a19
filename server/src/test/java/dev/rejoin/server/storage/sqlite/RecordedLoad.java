package dev.rejoin.server.storage.sqlite;

import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.storage.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A load that is watched by the shim, and dies in the middle. Its journal is a file on the same
 * disk: so one trace says what was written, what was synced, and what was told to whom, in order.
 */
final class RecordedLoad {
  static final String DATA = "data";
  static final String JOURNAL = "journal";
  private static final int STEPS = 60;

  private RecordedLoad() {}

  /** Arguments: the folder, the seed, what SQLite's "synchronous" is. */
  public static void main(String[] arguments) throws IOException {
    Logger.getLogger("").setLevel(Level.OFF);
    Path root = Path.of(arguments[0]);
    SplitMix64 random = new SplitMix64(Long.parseLong(arguments[1]));
    String synchronous = arguments[2];
    FileChannel journal =
        FileChannel.open(
            root.resolve(JOURNAL), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    journal.position(journal.size());
    new DiskLoad(root.resolve(DATA), random, sql -> with(synchronous, sql), written(journal))
        .run(STEPS);
    Runtime.getRuntime().halt(0);
  }

  private static Transaction with(String synchronous, Sql sql) {
    try {
      sql.execute("PRAGMA synchronous = " + synchronous);
      return DiskLoad.usual(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DiskLoad.Journal written(FileChannel file) {
    return new DiskLoad.Journal() {
      @Override
      public void take(Step step) {
        try {
          file.write(ByteBuffer.wrap((step + "\n").getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }

      @Override
      public void refused(StorageException refusal) {
        // Nothing was promised. Whether refusing was right is a matter of FaultyDiskTest.
      }
    };
  }
}
