package dev.rejoin.server.storage.sqlite;

import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.LastEntry;
import dev.rejoin.server.storage.Snapshot;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StoredDocument;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What can be had of a document some row of which is damaged: all up to the last revision that is
 * known to be right, and nothing behind it.
 *
 * <p>Known to be right is what a chain of checksums ties to the document's own row, and a snapshot
 * with its own checksum. It costs a walk along the whole log.
 */
final class Salvage {
  private static final Logger LOG = Logger.getLogger(Salvage.class.getName());

  private final DocumentRow document;
  private final Tables tables;
  private final Snapshot snapshot;
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, LastEntry> walked = new HashMap<>();

  private Salvage(DocumentRow document, Tables tables, Snapshot snapshot) {
    this.document = document;
    this.tables = tables;
    this.snapshot = snapshot;
  }

  /**
   * @param damage what was found first
   * @throws StorageException the same, if there is nothing to begin from
   */
  static StoredDocument of(DocumentRow document, Tables tables, StorageException damage)
      throws SQLException {
    Optional<Snapshot> snapshot = tables.snapshots().latest(document, document.head().revision());
    if (snapshot.isEmpty()) {
      throw damage;
    }
    return new Salvage(document, tables, snapshot.get()).stored(damage);
  }

  private StoredDocument stored(StorageException damage) throws SQLException {
    Walk walk =
        tables.entries().walk(document, document.floor(), document.head().revision(), this::take);
    long head = Math.max(walk.sound().revision(), snapshot.revision());
    Optional<Map<String, LastEntry>> sites = sites();
    boolean whole = walk.damage().isEmpty() && sites.isPresent();
    if (whole) {
      LOG.log(Level.WARNING, "{0}; it was put together without that", damage.getMessage());
    }
    return new StoredDocument(
        document.id(),
        document.type(),
        document.lineage(),
        document.createdAt(),
        head,
        document.floor().revision(),
        snapshot,
        whole ? sites.get() : sitesAsOf(head, sites.orElse(Map.of())),
        entries,
        tables.ancestors().all(document),
        whole ? Optional.empty() : Optional.of(reason(walk, damage)));
  }

  /** Seen from the beginning of the log the damage may be elsewhere than where it was found. */
  private String reason(Walk walk, StorageException found) {
    return walk.damage()
        .map(what -> Corrupt.in(document.id(), what).getMessage())
        .orElse(found.getMessage());
  }

  private void take(Entry entry) {
    if (entry.revision() > snapshot.revision()) {
      entries.add(entry);
    }
    walked.put(entry.site(), new LastEntry(entry.sequence(), entry.revision()));
  }

  private Optional<Map<String, LastEntry>> sites() throws SQLException {
    try {
      return Optional.of(tables.sites().all(document));
    } catch (StorageException damaged) {
      return Optional.empty();
    }
  }

  /** Those of which it is known. Of the others nothing is said: nobody can write anyway. */
  private Map<String, LastEntry> sitesAsOf(long head, Map<String, LastEntry> stored) {
    Map<String, LastEntry> sites = new HashMap<>(stored);
    sites.putAll(walked);
    sites.values().removeIf(last -> last.revision() > head);
    return sites;
  }
}
