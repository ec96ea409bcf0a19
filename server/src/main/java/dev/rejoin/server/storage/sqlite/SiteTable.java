package dev.rejoin.server.storage.sqlite;

import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.LastEntry;
import dev.rejoin.server.storage.Appends;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the log holds last of each site: one row for each that ever wrote in a document. */
final class SiteTable {
  static final String SCHEMA =
      """
      CREATE TABLE outbox (
        doc INTEGER NOT NULL,
        site TEXT NOT NULL,
        last_seq INTEGER NOT NULL,
        last_rev INTEGER NOT NULL,
        checksum INTEGER NOT NULL,
        PRIMARY KEY (doc, site)
      ) STRICT, WITHOUT ROWID
      """;

  private static final String FIND =
      "SELECT site, last_seq, last_rev, checksum FROM outbox WHERE doc = ? AND site = ?";

  private static final String ALL =
      "SELECT site, last_seq, last_rev, checksum FROM outbox WHERE doc = ?";

  private static final String COUNT = "SELECT count(*) FROM outbox WHERE doc = ?";

  private static final String INSERT =
      "INSERT INTO outbox (last_seq, last_rev, checksum, doc, site) VALUES (?, ?, ?, ?, ?)";

  private static final String UPDATE =
      """
      UPDATE outbox SET last_seq = ?, last_rev = ?, checksum = ? WHERE doc = ? AND site = ?
      """;

  /** Names a row. */
  private record Key(long document, String site) {}

  private final Sql sql;

  /** What was written last, so that an append need not read first. */
  private final Map<Key, LastEntry> recent = new Recent<>();

  SiteTable(Sql sql) {
    this.sql = sql;
  }

  /**
   * Takes note of {@code entries}, one write for each site, and returns how many sites are new.
   *
   * @throws IllegalArgumentException if they do not continue what the log holds of their site
   */
  long advance(DocumentRow document, List<EntryRow> entries) throws SQLException {
    Map<String, LastEntry> before = new HashMap<>();
    Map<String, LastEntry> after = new LinkedHashMap<>();
    for (EntryRow row : entries) {
      Entry entry = row.entry();
      LastEntry last = after.get(entry.site());
      if (last == null) {
        last = last(document, entry.site());
        before.put(entry.site(), last);
      }
      Appends.requireNext(entry, last.sequence());
      after.put(entry.site(), new LastEntry(entry.sequence(), entry.revision()));
    }
    long newSites = 0;
    for (Map.Entry<String, LastEntry> site : after.entrySet()) {
      boolean isNew = before.get(site.getKey()).equals(LastEntry.NONE);
      put(isNew ? INSERT : UPDATE, document, site.getKey(), site.getValue());
      newSites += isNew ? 1 : 0;
    }
    return newSites;
  }

  Map<String, LastEntry> all(DocumentRow document) throws SQLException {
    PreparedStatement all = sql.prepare(ALL);
    all.setLong(1, document.key());
    Map<String, LastEntry> sites = new HashMap<>();
    try (ResultSet rows = all.executeQuery()) {
      while (rows.next()) {
        sites.put(rows.getString(1), read(rows, document));
      }
    }
    Corrupt.check(
        sites.size() == document.siteCount(),
        document.id(),
        "%d sites wrote, but %d are known".formatted(document.siteCount(), sites.size()));
    return sites;
  }

  /** How many there are, whatever they say. */
  long count(DocumentRow document) throws SQLException {
    PreparedStatement count = sql.prepare(COUNT);
    count.setLong(1, document.key());
    try (ResultSet row = count.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  private LastEntry last(DocumentRow document, String site) throws SQLException {
    LastEntry last = recent.get(new Key(document.key(), site));
    return last == null ? find(document, site) : last;
  }

  private LastEntry find(DocumentRow document, String site) throws SQLException {
    PreparedStatement find = sql.prepare(FIND);
    find.setLong(1, document.key());
    find.setString(2, site);
    try (ResultSet rows = find.executeQuery()) {
      return rows.next() ? read(rows, document) : LastEntry.NONE;
    }
  }

  private void put(String statement, DocumentRow document, String site, LastEntry last)
      throws SQLException {
    PreparedStatement put = sql.prepare(statement);
    put.setLong(1, last.sequence());
    put.setLong(2, last.revision());
    put.setLong(3, checksum(document, site, last.sequence(), last.revision()));
    put.setLong(4, document.key());
    put.setString(5, site);
    put.executeUpdate();
    recent.put(new Key(document.key(), site), last);
  }

  /** After a rollback: what was remembered may be what was rolled back. */
  void forget() {
    recent.clear();
  }

  private static LastEntry read(ResultSet rows, DocumentRow document) throws SQLException {
    String site = rows.getString(1);
    long sequence = rows.getLong(2);
    long revision = rows.getLong(3);
    Corrupt.check(
        checksum(document, site, sequence, revision) == rows.getLong(4),
        document.id(),
        "the row of site " + site + " has another checksum");
    return new LastEntry(sequence, revision);
  }

  private static long checksum(DocumentRow document, String site, long sequence, long revision) {
    return new Checksum().add(document.origin()).add(site).add(sequence).add(revision).value();
  }
}
