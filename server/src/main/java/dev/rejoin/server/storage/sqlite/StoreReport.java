package dev.rejoin.server.storage.sqlite;

import java.util.List;
import java.util.Optional;

/**
 * What a file holds.
 *
 * @param incarnation which file it is: a copy has the same, a restored backup another
 * @param damage what SQLite finds wrong with the file, if anything
 */
public record StoreReport(
    long bytes, String incarnation, Optional<String> damage, List<DocumentReport> documents) {
  public StoreReport {
    documents = List.copyOf(documents);
  }

  /** Whether nothing is wrong, with the file or with any document. */
  public boolean isSound() {
    return damage.isEmpty() && documents.stream().allMatch(each -> each.damage().isEmpty());
  }

  public long entries() {
    return documents.stream().mapToLong(DocumentReport::entries).sum();
  }
}
