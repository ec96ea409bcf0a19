package dev.rejoin.server.storage.sqlite;

import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StorageException.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.logging.Logger;

/**
 * Makes sure at the start that every document can be found. A damaged row is noticed when it is
 * read, but a row that its index has lost looks like a document that never was, and would be
 * created again as an empty one. Entries, sites and snapshots need no such check: those that are
 * missing are missed.
 */
final class IndexCheck {
  private static final Logger LOG = Logger.getLogger(IndexCheck.class.getName());

  private IndexCheck() {}

  /**
   * Writes the indices of documents anew if they are not those of its rows. If it is a row that is
   * damaged, they are left alone: they still lead to it.
   */
  static void mend(Sql sql) throws SQLException {
    String found = check(sql);
    if (found.equals("ok")) {
      return;
    }
    if (!new DocumentTable(sql).allRowsAreSound()) {
      LOG.severe("the row of a document is damaged: " + found);
      return;
    }
    LOG.warning("the index of documents is damaged and is written anew: " + found);
    sql.execute("REINDEX documents");
    String left = check(sql);
    if (!left.equals("ok")) {
      throw new StorageException(
          Reason.UNUSABLE, "the table of documents is damaged, restore a backup: " + left);
    }
  }

  private static String check(Sql sql) throws SQLException {
    try (ResultSet row = sql.prepare("PRAGMA integrity_check(documents)").executeQuery()) {
      return row.next() ? row.getString(1) : "no answer";
    }
  }
}
