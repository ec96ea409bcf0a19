package dev.rejoin.server.storage.sqlite;

import dev.rejoin.ot.DocumentType;

/**
 * The row of one document.
 *
 * @param key its number in this file
 * @param chain the checksum of its whole log
 * @param siteCount how many sites have written, to notice when the row of one is missing
 */
record DocumentRow(
    long key,
    String id,
    DocumentType type,
    String lineage,
    long createdAt,
    long changedAt,
    long head,
    long chain,
    long siteCount) {

  /** What the first row of a log is chained to: logs cannot be taken for each other. */
  static long chainStart(String lineage) {
    return new Checksum().add(lineage).value();
  }

  long checksum() {
    return new Checksum()
        .add(id)
        .add(type.wireName())
        .add(lineage)
        .add(createdAt)
        .add(changedAt)
        .add(head)
        .add(chain)
        .add(siteCount)
        .value();
  }

  DocumentRow grownTo(long newHead, long newChain, long newSites, long at) {
    return new DocumentRow(
        key,
        id,
        type,
        lineage,
        createdAt,
        Math.max(changedAt, at),
        newHead,
        newChain,
        siteCount + newSites);
  }
}
