package dev.rejoin.server.storage.sqlite;

import dev.rejoin.server.storage.Ancestor;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Makes a data directory of a backup.
 *
 * <pre>
 *   old lineage   1 … 90 | 91 … 120          what was written after the backup is lost
 *   new lineage        └──── 91' …           what is written after the restore is something else
 * </pre>
 *
 * <p>Every document branches off: it gets a new lineage, and remembers up to which revision it is
 * the old one. Somebody who stands at 90 or before goes on without noticing. Somebody who has seen
 * 91 has seen what is not here, and starts afresh, even when the new log has come to 91 as well.
 */
public final class Restore {
  private static final Logger LOG = Logger.getLogger(Restore.class.getName());

  private Restore() {}

  /**
   * Returns what is in the new directory.
   *
   * @param lineages gives ids that never come twice
   * @throws StorageException if the file is no backup, or the directory has something in it
   */
  public static StoreReport run(Path file, Path directory, Supplier<String> lineages) {
    Inspection.requireFile(file);
    if (Files.exists(file.resolveSibling(file.getFileName() + "-wal"))) {
      throw new StorageException(
          Reason.UNUSABLE,
          file + " is the file of a running or crashed server: make a backup of it first");
    }
    try {
      requireEmpty(directory);
      try (DataDirectory taken = DataDirectory.take(directory)) {
        return restore(file, taken.database(), lineages);
      }
    } catch (SQLException | IOException e) {
      throw new StorageException(
          Reason.UNUSABLE, "%s cannot be restored to %s: %s".formatted(file, directory, e), e);
    }
  }

  private static void requireEmpty(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      Optional<Path> other = files.filter(path -> !path.endsWith(DataDirectory.LOCK)).findAny();
      if (other.isPresent()) {
        throw new StorageException(
            Reason.UNUSABLE,
            "%s is not empty, it has %s: nothing is overwritten"
                .formatted(directory, other.get().getFileName()));
      }
    }
  }

  private static StoreReport restore(Path file, Path database, Supplier<String> lineages)
      throws SQLException, IOException {
    Path partial = database.resolveSibling("rejoin.db.partial");
    try {
      Files.copy(file, partial);
      branchOff(partial, lineages);
      DataDirectory.sync(partial);
      StoreReport report = Inspection.ofFile(partial, Optional.empty());
      Files.move(partial, database, StandardCopyOption.ATOMIC_MOVE);
      return report;
    } finally {
      for (String rest : List.of("", "-wal", "-shm")) {
        Files.deleteIfExists(partial.resolveSibling(partial.getFileName() + rest));
      }
      DataDirectory.sync(database.toAbsolutePath().getParent());
    }
  }

  private static void branchOff(Path database, Supplier<String> lineages) throws SQLException {
    try (Sql sql = new Connector(database).writer()) {
      Tables tables = Tables.of(sql);
      sql.execute("BEGIN IMMEDIATE");
      for (String id : tables.documents().ids()) {
        branchOff(id, lineages.get(), tables);
      }
      Schema.renew(sql);
      sql.execute("COMMIT");
    }
  }

  private static void branchOff(String id, String lineage, Tables tables) throws SQLException {
    try {
      DocumentRow document = Log.existing(tables.documents().find(id), id);
      Ancestor ancestor = new Ancestor(document.lineage(), document.head().revision());
      tables.ancestors().insert(document, ancestor);
      tables.documents().update(document.called(lineage));
    } catch (StorageException damaged) {
      // Nobody can write to it, under whatever name.
      LOG.warning(damaged.getMessage());
    }
  }
}
