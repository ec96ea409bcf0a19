package dev.rejoin.server.document;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.server.protocol.ErrorCode;
import java.util.Optional;

/**
 * Somebody who needs a document while nothing is staged: between one append and the next. Waits
 * while it is loaded; may read on in the log and come again.
 */
interface Visitor {

  /** The type to create the document with, if there is none. */
  default Optional<DocumentType> create() {
    return Optional.empty();
  }

  /** The document is here, at its head. */
  void visit(DocumentLoop loop, WorkingCopy copy);

  /** There is no such document, or it cannot be read. */
  void turnAway(ErrorCode code, String message);
}
