package dev.rejoin.server.storage.sqlite;

import java.util.Optional;

/**
 * What a file holds of one document.
 *
 * @param type empty, as all else is zero, if the row of the document cannot be read
 * @param revision the last one
 * @param lastGood the last one that is known to be right; the same as {@code revision} if all is
 * @param floor the revision that the log reaches back to
 * @param bytes of the operations and snapshots
 */
public record DocumentReport(
    String id,
    String type,
    String lineage,
    long revision,
    long lastGood,
    long floor,
    long entries,
    long snapshots,
    long sites,
    long bytes,
    Optional<String> damage) {

  static DocumentReport unreadable(String id, String damage) {
    return new DocumentReport(id, "", "", 0, 0, 0, 0, 0, 0, 0, Optional.of(damage));
  }
}
