package dev.rejoin.server.simulation;

import dev.rejoin.server.protocol.BadMessageException;
import dev.rejoin.server.protocol.ClientMessage;
import dev.rejoin.server.protocol.ClientMessage.Hello;
import dev.rejoin.server.protocol.ClientMessage.Ping;
import dev.rejoin.server.protocol.ClientMessageWriter;
import dev.rejoin.server.protocol.ServerMessageReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The way from a page to the servers: connects, says something now and then, notices silence. */
final class Link implements WireEnd {

  private static final long HEARTBEAT = Cluster.LIMITS.heartbeatMillis();
  private static final int FIRST_CEILING_MILLIS = 250;
  private static final int LAST_CEILING_MILLIS = 4_000;

  private final Cluster cluster;
  private final Client client;
  private final Page page;
  private Optional<Wire> wire = Optional.empty();
  private int attempts;
  private long heardAt;

  Link(Cluster cluster, Client client, Page page) {
    this.cluster = cluster;
    this.client = client;
    this.page = page;
    connectAfter(1);
    watch();
  }

  Optional<Wire> wire() {
    return wire;
  }

  boolean isUp() {
    return wire.isPresent();
  }

  /** The network is there again: now, not after a while. */
  void online() {
    attempts = 0;
    if (!isUp()) {
      connectAfter(1);
    }
  }

  /** A document was opened, so the next attempt may be made at once. */
  void served() {
    attempts = 0;
  }

  private void connectAfter(long millis) {
    page.machine().after(millis, this::connect);
  }

  private void connect() {
    if (isUp() || client.isOffline()) {
      return;
    }
    cluster.tally.connections++;
    heardAt = cluster.time.now();
    Wire made = new Wire(cluster, client, page.machine(), cluster.anyNode(), this);
    wire = Optional.of(made);
    made.connect();
    send(new Hello(1, Optional.empty(), Optional.empty(), Optional.empty()));
    page.connected();
  }

  @Override
  public void disconnected(Wire which) {
    if (wire.filter(each -> each.equals(which)).isPresent()) {
      wire = Optional.empty();
      page.disconnected();
      int ceiling = Math.min(LAST_CEILING_MILLIS, FIRST_CEILING_MILLIS << Math.min(attempts, 8));
      connectAfter(attempts++ == 0 ? 1 : cluster.random.below(ceiling));
    }
  }

  /** Says something now and then, and notices when nobody answers. */
  private void watch() {
    page.machine()
        .after(
            HEARTBEAT,
            () -> {
              if (cluster.time.now() - heardAt > 2 * HEARTBEAT) {
                wire.ifPresent(each -> each.cut(0, 0));
              } else {
                send(new Ping());
              }
              watch();
            });
  }

  void send(ClientMessage message) {
    if (isUp()) {
      cluster.story.accept(() -> page + " says " + message);
      wire.get().send(ClientMessageWriter.bytes(message));
    }
  }

  @Override
  public void received(Wire from, byte[] utf8) {
    if (wire.filter(each -> each.equals(from)).isEmpty()) {
      return;
    }
    cluster.story.accept(() -> page + " hears " + new String(utf8, StandardCharsets.UTF_8));
    heardAt = cluster.time.now();
    try {
      page.take(ServerMessageReader.read(utf8));
    } catch (BadMessageException bad) {
      throw new AssertionError("a message that cannot be read", bad);
    }
  }
}
