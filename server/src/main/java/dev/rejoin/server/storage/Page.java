package dev.rejoin.server.storage;

import java.util.List;
import java.util.Optional;

/** Some documents, and where the next page begins, if there is one. */
public record Page(List<DocumentSummary> documents, Optional<String> next) {
  public Page {
    documents = List.copyOf(documents);
  }
}
