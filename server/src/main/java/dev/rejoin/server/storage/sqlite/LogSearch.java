package dev.rejoin.server.storage.sqlite;

import dev.rejoin.server.storage.Ancestor;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds the log of a document by its lineage, and reads it whole. Writes nothing, holds nobody up,
 * and sees one state of the file, as {@link Inspection} does.
 */
public final class LogSearch {
  private LogSearch() {}

  /**
   * The stretch {@code from} to {@code to} of the log that is called so, or was before it was
   * restored. All of the log is verified for that: checksums, that each entry fits, and that
   * snapshots hold what the log amounts to.
   *
   * @throws StorageException if there is no store in that directory, or it cannot be read
   */
  public static Optional<LogStretch> find(
      Path directory, Predicate<String> isCalled, long from, long to) {
    Path file = DataDirectory.database(directory);
    Inspection.requireFile(file);
    try (Sql sql = new Connector(file).reader()) {
      Schema.require(sql);
      sql.execute("BEGIN");
      return find(Tables.of(sql), isCalled, from, to);
    } catch (SQLException e) {
      throw new StorageException(
          Reason.UNUSABLE, "%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static Optional<LogStretch> find(
      Tables tables, Predicate<String> isCalled, long from, long to) throws SQLException {
    for (String id : tables.documents().ids()) {
      Optional<DocumentRow> row = readable(tables, id);
      if (row.isEmpty()) {
        continue;
      }
      List<Ancestor> ancestors = tables.ancestors().all(row.get());
      Stream<String> names = ancestors.stream().map(Ancestor::lineage);
      if (Stream.concat(Stream.of(row.get().lineage()), names).anyMatch(isCalled)) {
        return Optional.of(new LogVerification(row.get(), tables, from, to).run(ancestors));
      }
    }
    return Optional.empty();
  }

  /** A document whose own row is damaged has no lineage by which it could be the one. */
  private static Optional<DocumentRow> readable(Tables tables, String id) throws SQLException {
    try {
      return tables.documents().find(id);
    } catch (StorageException damaged) {
      if (damaged.reason() != Reason.CORRUPT) {
        throw damaged;
      }
      return Optional.empty();
    }
  }
}
