package dev.rejoin.server.storage.sqlite;

import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The directory of one store, held by one server at a time. The lock is the operating system's: it
 * is gone with the process, however that ends.
 */
final class DataDirectory implements AutoCloseable {
  static final String LOCK = "rejoin.lock";
  private static final int REWRITE_BYTES = 1 << 20;

  private final Path path;
  private final FileChannel lockFile;

  private DataDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /** Makes the directory if it is not there, and takes it. */
  static DataDirectory take(Path path) {
    try {
      create(path.toAbsolutePath());
      FileChannel lockFile =
          FileChannel.open(
              path.resolve(LOCK),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      return lock(path, lockFile);
    } catch (IOException e) {
      throw new StorageException(
          Reason.UNUSABLE, "data directory " + path + " cannot be used: " + e, e);
    }
  }

  Path database() {
    return database(path);
  }

  static Path database(Path directory) {
    return directory.resolve("rejoin.db");
  }

  /**
   * Makes sure that the names of the files survive a power cut. SQLite does so as well, but tells
   * nobody when it did not work.
   */
  void sync() {
    try {
      sync(path);
    } catch (IOException e) {
      throw new StorageException(
          Reason.UNUSABLE, "data directory " + path + " cannot be synced: " + e, e);
    }
  }

  /**
   * Writes the write-ahead log that a crash left behind once more, as it is, and syncs it. The
   * server before may have died after a sync that failed: then some of the log is in the memory of
   * the system and counts as written, is not on the disk, and no sync will ever bring it there.
   * What is written behind it would be lost with it.
   */
  void rewriteLog() {
    Path log = path.resolve("rejoin.db-wal");
    if (!Files.exists(log)) {
      return;
    }
    try (FileChannel channel =
        FileChannel.open(log, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      ByteBuffer piece = ByteBuffer.allocate(REWRITE_BYTES);
      for (long at = 0; channel.read(piece.clear(), at) > 0; at += piece.limit()) {
        for (piece.flip(); piece.hasRemaining(); ) {
          channel.write(piece, at + piece.position());
        }
      }
      channel.force(true);
    } catch (IOException e) {
      throw new StorageException(Reason.UNUSABLE, log + " cannot be written: " + e, e);
    }
  }

  /** A directory that is new must survive a power cut as its files do. */
  private static void create(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return;
    }
    create(path.getParent());
    Files.createDirectory(path);
    sync(path.getParent());
  }

  /** Makes sure that a file, or the names in a directory, are on the disk. */
  static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static DataDirectory lock(Path path, FileChannel lockFile) throws IOException {
    try {
      if (!isFree(lockFile)) {
        throw new StorageException(
            Reason.UNUSABLE, "data directory " + path + " is in use by process " + read(lockFile));
      }
      byte[] pid =
          String.valueOf(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
      lockFile.truncate(0).write(ByteBuffer.wrap(pid), 0);
      return new DataDirectory(path, lockFile);
    } catch (IOException | RuntimeException e) {
      lockFile.close();
      throw e;
    }
  }

  /** And from now on it is not. */
  private static boolean isFree(FileChannel lockFile) throws IOException {
    try {
      FileLock lock = lockFile.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static String read(FileChannel lockFile) throws IOException {
    ByteBuffer pid = ByteBuffer.allocate(20);
    lockFile.read(pid, 0);
    return new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII);
  }

  /** Lets the next one in. The file stays: removing it would let two in. */
  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
