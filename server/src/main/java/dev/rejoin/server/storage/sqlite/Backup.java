package dev.rejoin.server.storage.sqlite;

import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    try {
      return copyAndVerify(database, file);
    } catch (SQLException | IOException e) {
      throw new StorageException(
          Reason.UNUSABLE, "%s cannot be copied to %s: %s".formatted(database, file, e), e);
    }
  }

  private static StoreReport copyAndVerify(Path database, Path file)
      throws SQLException, IOException {
    Path directory = file.toAbsolutePath().getParent();
    // Of a name that nobody else has: another backup may be on its way to the same file.
    Path partial = Files.createTempFile(directory, file.getFileName() + ".", ".partial");
    try {
      copy(database, partial);
      DataDirectory.sync(partial);
      StoreReport report = Inspection.ofFile(partial, Optional.empty());
      // Not atomic, for that would replace a backup that has come there meanwhile.
      Files.move(partial, file);
      DataDirectory.sync(directory);
      return report;
    } finally {
      Files.deleteIfExists(partial);
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
