package dev.rejoin.server.document;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.server.codec.ContentJson;
import dev.rejoin.server.protocol.Access;

/**
 * A document as it was at one revision, for somebody who does not stay.
 *
 * @param access {@link Access#READ} if nobody can write now
 */
public record Reading(
    String id,
    DocumentType type,
    String lineage,
    Access access,
    long revision,
    ContentJson content) {

  /** The same document at another revision. */
  public Reading at(long otherRevision, Operation otherContent) {
    return new Reading(
        id, type, lineage, access, otherRevision, new ContentJson(type, otherContent));
  }
}
