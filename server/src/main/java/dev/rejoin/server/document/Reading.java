package dev.rejoin.server.document;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;

/**
 * A document as it was at one revision, for somebody who does not stay.
 *
 * @param content inserts only
 */
public record Reading(
    String id, DocumentType type, String lineage, long revision, Operation content) {}
