package dev.rejoin.server.storage;

import dev.rejoin.ot.DocumentType;

/**
 * One line of the list of documents.
 *
 * @param title the beginning of the first line, as of the last snapshot; may be empty
 */
public record DocumentSummary(
    String id, DocumentType type, String title, long revision, long createdAt, long changedAt) {}
