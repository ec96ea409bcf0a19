package dev.rejoin.server.document;

import dev.rejoin.server.protocol.ServerMessage.Nack;

/** Who hands in an edit, and learns what became of it. Called on the document's event loop. */
interface Author {

  /** The public name of the outbox that the edit comes from. */
  String site();

  /** The id of the person; the entry keeps it. */
  String user();

  /** The log holds the edit: since now, or since long. All who sit here have been told. */
  void taken();

  /** The edit was not taken. */
  void refused(Nack nack);
}
