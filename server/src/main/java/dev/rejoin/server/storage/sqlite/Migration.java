package dev.rejoin.server.storage.sqlite;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * From schema 1, where every log began at revision 0 and no document had been restored. A row whose
 * old checksum was wrong is given none that is right: what was damaged stays damaged.
 */
final class Migration {
  static final int FROM = 1;

  private static final String OLD_ROWS =
      """
      SELECT key, id, type, lineage, created_at, changed_at, head, chain, site_count, checksum
      FROM documents NOT INDEXED
      """;

  private static final String UPDATE =
      "UPDATE documents SET origin = ?, floor_chain = ?, checksum = ? WHERE key = ?";

  private Migration() {}

  static void run(Sql sql) throws SQLException {
    sql.execute("BEGIN IMMEDIATE");
    sql.execute("ALTER TABLE documents ADD COLUMN origin TEXT NOT NULL DEFAULT ''");
    sql.execute("ALTER TABLE documents ADD COLUMN floor INTEGER NOT NULL DEFAULT 0");
    sql.execute("ALTER TABLE documents ADD COLUMN floor_chain INTEGER NOT NULL DEFAULT 0");
    sql.execute(AncestorTable.SCHEMA);
    try (ResultSet row = sql.prepare(OLD_ROWS).executeQuery()) {
      while (row.next()) {
        if (oldChecksum(row) == row.getLong("checksum")) {
          update(sql, row);
        }
      }
    }
    Schema.setVersion(sql);
    Schema.renew(sql);
    sql.execute("COMMIT");
  }

  private static long oldChecksum(ResultSet row) throws SQLException {
    Checksum checksum = new Checksum();
    for (String name : new String[] {"id", "type", "lineage"}) {
      byte[] text = row.getBytes(name);
      checksum.add(text == null ? new byte[0] : text);
    }
    for (String name : new String[] {"created_at", "changed_at", "head", "chain", "site_count"}) {
      checksum.add(row.getLong(name));
    }
    return checksum.value();
  }

  private static void update(Sql sql, ResultSet row) throws SQLException {
    String lineage = new String(row.getBytes("lineage"), StandardCharsets.UTF_8);
    DocumentRow document =
        DocumentRow.created(
                row.getString("id"),
                DocumentTable.type(row.getString("type"), row.getString("id")),
                lineage,
                row.getLong("created_at"))
            .grownTo(
                new Mark(row.getLong("head"), row.getLong("chain")),
                row.getLong("site_count"),
                row.getLong("changed_at"));
    PreparedStatement update = sql.prepare(UPDATE);
    update.setString(1, document.origin());
    update.setLong(2, document.floor().chain());
    update.setLong(3, document.checksum());
    update.setLong(4, row.getLong("key"));
    update.executeUpdate();
  }
}
