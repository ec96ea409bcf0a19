package dev.rejoin.server.document;

import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.protocol.ServerMessage.Opened;

/** What became of an exchange with an outbox. */
public sealed interface Exchanged {

  /**
   * The outbox is up to date. The edit that it brought is in the log, unless the answer has a
   * reason: then it was not looked at.
   */
  record UpToDate(Opened opened) implements Exchanged {}

  /** The edit that it brought was not taken. */
  record NotTaken(Nack nack) implements Exchanged {}
}
