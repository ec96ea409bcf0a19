package dev.rejoin.server.document;

import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.protocol.User;

/**
 * Somebody who has a document open, as the document sees them. The session implements it. Called on
 * the document's event loop, which need not be the session's.
 */
public interface Participant {

  /** The public id of the session. */
  String session();

  /** The public name of the outbox that this participant writes from. */
  String site();

  /** Who it is, when it takes its seat. */
  User user();

  /**
   * Whether messages flow. When not, the document sends nothing more, until {@link Seat#drained}
   * says that they flow again; then a fold makes up for what was left out.
   */
  boolean hasRoom();

  /** Sends a message. Messages of one document arrive in the order of these calls. */
  void deliver(EncodedMessage message);

  /** The document was not opened, and this participant has no seat. */
  void refused(ErrorCode code, String message);

  /** The document is not what it was (deleted, restored from a backup): start afresh. */
  void dismissed();
}
