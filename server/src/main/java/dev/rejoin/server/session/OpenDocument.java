package dev.rejoin.server.session;

import dev.rejoin.server.document.EncodedMessage;
import dev.rejoin.server.document.Participant;
import dev.rejoin.server.document.Seat;
import dev.rejoin.server.protocol.CloseCode;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.protocol.User;

/** One document that a session has open, or has asked for. */
final class OpenDocument implements Participant {

  private final Session session;
  private final Connection connection;
  private final String document;
  private final String site;
  private final User user;
  private final Seat seat;

  /**
   * @param site the public name of the client's outbox; its secret id is not kept anywhere
   */
  OpenDocument(
      Session session,
      Connection connection,
      String document,
      String site,
      User user,
      SessionEnvironment environment) {
    this.session = session;
    this.connection = connection;
    this.document = document;
    this.site = site;
    this.user = user;
    this.seat = environment.documents().seat(document, this);
  }

  String document() {
    return document;
  }

  Seat seat() {
    return seat;
  }

  // What the document calls, on its own event loop.

  @Override
  public String session() {
    return session.id();
  }

  @Override
  public String site() {
    return site;
  }

  @Override
  public User user() {
    return user;
  }

  @Override
  public boolean hasRoom() {
    return connection.hasRoom();
  }

  @Override
  public void deliver(EncodedMessage message) {
    connection.send(message);
  }

  @Override
  public void refused(ErrorCode code, String message) {
    session.refused(this, code, message);
  }

  /** Coming back and opening afresh is what a client can do anyway, so that is what it is told. */
  @Override
  public void dismissed() {
    connection.close(CloseCode.RESTART, "document " + document + " was replaced");
  }
}
