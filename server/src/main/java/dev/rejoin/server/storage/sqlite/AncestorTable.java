package dev.rejoin.server.storage.sqlite;

import dev.rejoin.server.storage.Ancestor;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What documents were called before they were restored, and how far that log is this one. A row
 * that is damaged or gone costs clients of that time a copy, and nothing else: they start afresh.
 */
final class AncestorTable {
  private static final Logger LOG = Logger.getLogger(AncestorTable.class.getName());

  static final String SCHEMA =
      """
      CREATE TABLE ancestors (
        doc INTEGER NOT NULL,
        lineage TEXT NOT NULL,
        rev INTEGER NOT NULL,
        checksum INTEGER NOT NULL,
        PRIMARY KEY (doc, lineage)
      ) STRICT, WITHOUT ROWID
      """;

  private static final String ALL = "SELECT lineage, rev, checksum FROM ancestors WHERE doc = ?";

  private static final String INSERT =
      "INSERT INTO ancestors (doc, lineage, rev, checksum) VALUES (?, ?, ?, ?)";

  private final Sql sql;

  AncestorTable(Sql sql) {
    this.sql = sql;
  }

  List<Ancestor> all(DocumentRow document) throws SQLException {
    PreparedStatement all = sql.prepare(ALL);
    all.setLong(1, document.key());
    List<Ancestor> ancestors = new ArrayList<>();
    try (ResultSet rows = all.executeQuery()) {
      while (rows.next()) {
        if (checksum(document, rows.getString(1), rows.getLong(2)) == rows.getLong(3)) {
          ancestors.add(new Ancestor(rows.getString(1), rows.getLong(2)));
        } else {
          LOG.log(Level.WARNING, "an earlier lineage of document {0} is damaged", document.id());
        }
      }
    }
    return ancestors;
  }

  void insert(DocumentRow document, Ancestor ancestor) throws SQLException {
    PreparedStatement insert = sql.prepare(INSERT);
    insert.setLong(1, document.key());
    insert.setString(2, ancestor.lineage());
    insert.setLong(3, ancestor.until());
    insert.setLong(4, checksum(document, ancestor.lineage(), ancestor.until()));
    insert.executeUpdate();
  }

  private static long checksum(DocumentRow document, String lineage, long until) {
    return new Checksum().add(document.origin()).add(lineage).add(until).value();
  }
}
