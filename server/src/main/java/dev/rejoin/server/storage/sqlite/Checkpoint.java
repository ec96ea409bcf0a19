package dev.rejoin.server.storage.sqlite;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Brings what was committed from the write-ahead log into the file, when much of it waits there.
 *
 * <p>SQLite would do that by itself at the end of a commit. But it would tell nobody that the disk
 * failed meanwhile, and after an fsync that failed nothing may be acknowledged any more.
 */
final class Checkpoint {
  private static final int PAGES = 10_000;
  private static final int COMMITS = 16;

  private final Sql sql;
  private final int pages;
  private final int everyCommits;
  private int commits;

  Checkpoint(Sql sql) {
    this(sql, PAGES, COMMITS);
  }

  /**
   * @param pages how many may wait
   * @param everyCommits how often to look: asking costs as much as a small write
   */
  Checkpoint(Sql sql, int pages, int everyCommits) {
    this.sql = sql;
    this.pages = pages;
    this.everyCommits = everyCommits;
  }

  /** What readers still need stays in the log, and is brought over another time. */
  void afterCommit() throws SQLException {
    commits++;
    if (commits % everyCommits == 0 && waitingPages() >= pages) {
      sql.execute("PRAGMA wal_checkpoint(PASSIVE)");
    }
  }

  private long waitingPages() throws SQLException {
    try (ResultSet row = sql.prepare("PRAGMA wal_checkpoint(NOOP)").executeQuery()) {
      return row.next() ? row.getLong(2) : 0;
    }
  }
}
