package dev.rejoin.server.storage;

import dev.rejoin.ot.DocumentType;

/**
 * One line of the list of documents.
 *
 * @param title the beginning of the first line, as of the last snapshot; may be empty
 * @param floor the revision that the log reaches back to
 */
public record DocumentSummary(
    String id,
    DocumentType type,
    String lineage,
    String title,
    long revision,
    long floor,
    long createdAt,
    long changedAt) {}
