package dev.rejoin.server.simulation;

import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.ServerMessage.CursorMoved;
import dev.rejoin.server.protocol.ServerMessage.Joined;
import dev.rejoin.server.protocol.ServerMessage.Left;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.protocol.ServerMessage.Problem;
import dev.rejoin.server.protocol.ServerMessage.Welcome;
import java.util.List;
import java.util.Optional;

/** An open page with the client in Java: some documents on one connection. */
final class Page implements Tab {

  private final Cluster cluster;
  private final Machine machine;
  private final List<PageSheet> sheets;
  private final Link link;
  private Optional<String> session = Optional.empty();

  /** All there is is what the outboxes have. */
  Page(Cluster cluster, Client client) {
    this.cluster = cluster;
    machine = new Machine(cluster.time);
    link = new Link(cluster, client, this);
    sheets =
        client.outboxes().entrySet().stream()
            .map(each -> new PageSheet(cluster, this, link, each.getKey(), each.getValue()))
            .toList();
  }

  @Override
  public Machine machine() {
    return machine;
  }

  @Override
  public Optional<Wire> wire() {
    return link.wire();
  }

  @Override
  public Optional<String> session() {
    return session;
  }

  @Override
  public List<PageSheet> sheets() {
    return sheets;
  }

  @Override
  public void online() {
    link.online();
  }

  @Override
  public String toString() {
    return sheets.toString();
  }

  // What the link says.

  /** There is a way to the server. */
  void connected() {
    sheets.forEach(PageSheet::open);
  }

  void disconnected() {
    session = Optional.empty();
    sheets.forEach(PageSheet::disconnected);
  }

  void take(ServerMessage message) {
    if (message instanceof Welcome welcome) {
      session = Optional.of(welcome.session());
      cluster.presence.greeted(welcome.session());
    }
    documentOf(message)
        .ifPresent(
            document -> {
              PageSheet about = sheet(document).orElseThrow();
              about.take(message);
            });
  }

  @Override
  public Optional<PageSheet> sheet(String document) {
    return sheets.stream().filter(sheet -> sheet.document().equals(document)).findAny();
  }

  private static Optional<String> documentOf(ServerMessage message) {
    if (message instanceof Opened opened) {
      return Optional.of(opened.document());
    } else if (message instanceof Ops ops) {
      return Optional.of(ops.document());
    } else if (message instanceof Nack nack) {
      return Optional.of(nack.document());
    } else if (message instanceof CursorMoved cursor) {
      return Optional.of(cursor.document());
    } else if (message instanceof Joined joined) {
      return Optional.of(joined.document());
    } else if (message instanceof Left left) {
      return Optional.of(left.document());
    } else if (message instanceof Problem problem) {
      return problem.document();
    }
    return Optional.empty();
  }
}
