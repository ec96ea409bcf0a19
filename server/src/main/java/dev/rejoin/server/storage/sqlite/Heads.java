package dev.rejoin.server.storage.sqlite;

import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/** The rows of the documents that were written last, so that an append need not read first. */
final class Heads {
  private final DocumentTable documents;
  private final Map<String, DocumentRow> rows = new Recent<>();

  Heads(DocumentTable documents) {
    this.documents = documents;
  }

  /** The row of the document, if it is of that lineage. */
  Optional<DocumentRow> find(String document, String lineage) throws SQLException {
    DocumentRow row = rows.get(document);
    if (row == null) {
      row = documents.find(document).orElse(null);
      if (row != null) {
        rows.put(document, row);
      }
    }
    return Optional.ofNullable(row).filter(found -> found.lineage().equals(lineage));
  }

  void update(DocumentRow row) throws SQLException {
    documents.update(row);
    rows.put(row.id(), row);
  }

  /** After a rollback: what was remembered may be what was rolled back. */
  void forget() {
    rows.clear();
  }
}
