package dev.rejoin.server.storage.sqlite;

import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Copies a store into one file, as it is at one moment, whether a server is writing to it or not.
 *
 * <p>The file has its name only when it is whole, on the disk, and verified: what is called as it
 * was to be called is a backup.
 */
public final class Backup {
  private Backup() {}

  /**
   * Returns what is in the copy.
   *
   * @throws StorageException if there is nothing to copy, or the file is there already
   */
  public static StoreReport run(Path directory, Path file) {
    Path database = DataDirectory.database(directory);
    Inspection.requireFile(database);
    if (Files.exists(file)) {
      throw new StorageException(Reason.UNUSABLE, file + " is there already");
    }
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try {
      Files.deleteIfExists(partial);
      copy(database, partial);
      DataDirectory.sync(partial);
      StoreReport report = Inspection.ofFile(partial, Optional.empty());
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
      DataDirectory.sync(file.toAbsolutePath().getParent());
      return report;
    } catch (SQLException | IOException e) {
      throw new StorageException(
          Reason.UNUSABLE, "%s cannot be copied to %s: %s".formatted(database, file, e), e);
    }
  }

  private static void copy(Path database, Path file) throws SQLException {
    try (Sql sql = new Connector(database).copier()) {
      PreparedStatement copy = sql.prepare("VACUUM INTO ?");
      copy.setString(1, file.toString());
      copy.execute();
    }
  }
}
