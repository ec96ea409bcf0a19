package dev.rejoin.server.storage.sqlite;

import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StoredDocument;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A document whose own row is damaged. Its entries, sites and snapshots all carry checksums over
 * what the document was called first, and tie the log together: of what the row may have been, that
 * is taken which they prove the most of.
 *
 * <p>It is shown, and nothing is written to it: what of the row nothing else speaks of, as the name
 * that clients know it by, may be wrong.
 *
 * @param row what it may have been
 * @param document what is shown
 */
record LostRow(DocumentRow row, StoredDocument document) {

  /**
   * @param damage what is wrong with the row
   * @throws StorageException the same, if nothing of it can be proved
   */
  static LostRow of(String id, Tables tables, StorageException damage) throws SQLException {
    DocumentRow claimed = tables.documents().unchecked(id).orElseThrow(() -> damage);
    LostRow best = null;
    for (DocumentRow candidate : candidates(claimed, tables)) {
      Optional<LostRow> shown = prove(candidate, tables, damage);
      if (shown.isPresent() && (best == null || shown.get().head() > best.head())) {
        best = shown.get();
      }
    }
    if (best == null) {
      throw damage;
    }
    return best;
  }

  private long head() {
    return document.head();
  }

  private static List<DocumentRow> candidates(DocumentRow claimed, Tables tables)
      throws SQLException {
    Mark first = tables.entries().first(claimed);
    Mark last = tables.entries().last(claimed);
    long sites = tables.sites().count(claimed);
    List<DocumentRow> candidates = new ArrayList<>();
    for (String origin : List.of(claimed.origin(), claimed.lineage())) {
      Mark start = new Mark(0, DocumentRow.chainStart(origin));
      // Without a floor that can be believed, the first entry is where the rest is tied to.
      for (Mark floor : List.of(claimed.floor(), start, first)) {
        candidates.add(claimed.withProven(origin, floor, last, sites));
      }
    }
    return candidates;
  }

  private static Optional<LostRow> prove(
      DocumentRow candidate, Tables tables, StorageException damage) throws SQLException {
    try {
      StoredDocument found = Salvage.of(candidate, tables, damage);
      boolean proved = found.head() > 0 && candidate.reaches(found.head());
      return proved
          ? Optional.of(new LostRow(candidate, found.damaged(damage.getMessage())))
          : Optional.empty();
    } catch (StorageException | IllegalArgumentException doesNotFit) {
      return Optional.empty();
    }
  }
}
