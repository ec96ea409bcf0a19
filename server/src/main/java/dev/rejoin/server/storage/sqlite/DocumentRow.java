package dev.rejoin.server.storage.sqlite;

import dev.rejoin.ot.DocumentType;

/**
 * The row of one document.
 *
 * @param key its number in this file
 * @param lineage what the document is called now: changes when a backup is restored
 * @param origin its first lineage, which is in the checksums of all its rows
 * @param floor where the log begins
 * @param head where it ends
 * @param siteCount how many sites have written, to notice when the row of one is missing
 */
record DocumentRow(
    long key,
    String id,
    DocumentType type,
    String lineage,
    String origin,
    long createdAt,
    long changedAt,
    Mark floor,
    Mark head,
    long siteCount) {

  /** A document without entries. */
  static DocumentRow created(String id, DocumentType type, String lineage, long at) {
    Mark start = new Mark(0, chainStart(lineage));
    return new DocumentRow(0, id, type, lineage, lineage, at, at, start, start, 0);
  }

  /** What the first row of a log is chained to: logs cannot be taken for each other. */
  static long chainStart(String origin) {
    return new Checksum().add(origin).value();
  }

  long checksum() {
    return new Checksum()
        .add(id)
        .add(type.wireName())
        .add(lineage)
        .add(origin)
        .add(createdAt)
        .add(changedAt)
        .add(floor.revision())
        .add(floor.chain())
        .add(head.revision())
        .add(head.chain())
        .add(siteCount)
        .value();
  }

  /** Whether the log holds what came after {@code revision}, or ends there. */
  boolean reaches(long revision) {
    return floor.revision() <= revision && revision <= head.revision();
  }

  DocumentRow grownTo(Mark newHead, long newSites, long at) {
    return new DocumentRow(
        key,
        id,
        type,
        lineage,
        origin,
        createdAt,
        Math.max(changedAt, at),
        floor,
        newHead,
        siteCount + newSites);
  }

  DocumentRow trimmedTo(Mark newFloor) {
    return new DocumentRow(
        key, id, type, lineage, origin, createdAt, changedAt, newFloor, head, siteCount);
  }

  /** With what other rows say, in place of what this one does. */
  DocumentRow withProven(String newOrigin, Mark newFloor, Mark newHead, long newSiteCount) {
    return new DocumentRow(
        key, id, type, lineage, newOrigin, createdAt, changedAt, newFloor, newHead, newSiteCount);
  }

  DocumentRow called(String newLineage) {
    return new DocumentRow(
        key, id, type, newLineage, origin, createdAt, changedAt, floor, head, siteCount);
  }
}
