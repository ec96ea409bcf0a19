package dev.rejoin.server.storage.sqlite;

/** The tables as one connection sees them. */
record Tables(
    DocumentTable documents,
    EntryTable entries,
    SiteTable sites,
    SnapshotTable snapshots,
    AncestorTable ancestors) {

  static Tables of(Sql sql) {
    return new Tables(
        new DocumentTable(sql),
        new EntryTable(sql),
        new SiteTable(sql),
        new SnapshotTable(sql),
        new AncestorTable(sql));
  }
}
