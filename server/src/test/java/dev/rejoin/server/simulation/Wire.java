package dev.rejoin.server.simulation;

import dev.rejoin.server.document.EncodedMessage;
import dev.rejoin.server.protocol.CloseCode;
import dev.rejoin.server.session.Connection;
import dev.rejoin.server.session.Session;

/**
 * One connection. What one side says arrives in order, each after its time, or not at all once the
 * wire is silent or cut.
 */
final class Wire implements Connection {

  private static final int HIGH_BYTES = Cluster.LIMITS.foldOutboundBytes();
  private static final int LOW_BYTES = HIGH_BYTES / 2;

  private final Cluster cluster;
  private final Client client;
  private final WireEnd end;
  private final Machine clientSide;
  private final Node node;
  private final Machine nodeSide;
  private Session session;

  private boolean silentUp;
  private boolean silentDown;
  private boolean cut;
  private boolean closing;

  /** Up to which number messages to the node still arrive after the cut, and how much later. */
  private int lastUp = Integer.MAX_VALUE;

  private long late;

  private int sentUp;
  private int arrivedUp;
  private long lastUpAt;
  private long lastDownAt;
  private int waitingBytes;

  Wire(Cluster cluster, Client client, Machine clientSide, Node node, WireEnd end) {
    this.cluster = cluster;
    this.client = client;
    this.end = end;
    this.clientSide = clientSide;
    this.node = node;
    this.nodeSide = node.machine();
  }

  Node node() {
    return node;
  }

  boolean isCut() {
    return cut;
  }

  // The client's side.

  /** The first thing to arrive: there is a session then, unless the node is down. */
  void connect() {
    up(
        () -> {
          if (node.isUp() && node.machine() == nodeSide) {
            session = node.sessions().begin(this);
          }
        });
    if (!node.isUp()) {
      cluster.time.after(client.latency(), () -> cut(0, 0));
    }
  }

  void send(byte[] utf8) {
    up(
        () -> {
          if (session != null) {
            session.received(utf8);
          }
        });
  }

  private void up(Runnable arrival) {
    if (cut || silentUp) {
      return;
    }
    int number = ++sentUp;
    lastUpAt = Math.max(lastUpAt, cluster.time.elapsed() + client.latency());
    nodeSide.at(lastUpAt, () -> arrive(number, arrival, 0));
  }

  private void arrive(int number, Runnable arrival, long delayed) {
    if (late > delayed) {
      nodeSide.after(late - delayed, () -> arrive(number, arrival, late));
    } else if (number <= lastUp && !silentUp) {
      arrivedUp = number;
      arrival.run();
    }
  }

  /**
   * The connection breaks. The client is told; the node when the last of what still arrives has.
   *
   * @param survivors how many of the messages on their way to the node arrive all the same
   */
  void cut(int survivors, long howLate) {
    if (cut) {
      return;
    }
    cut = true;
    lastUp = Math.min(lastUp, arrivedUp + survivors);
    late = howLate;
    nodeSide.at(Math.max(lastUpAt, cluster.time.elapsed()) + howLate + 1, this::endSession);
    clientSide.execute(() -> end.disconnected(this));
  }

  int onTheirWayUp() {
    return sentUp - arrivedUp;
  }

  void fallSilent(boolean up, boolean down) {
    silentUp |= up;
    silentDown |= down;
  }

  // The node's side.

  @Override
  public void send(EncodedMessage message) {
    if (closing) {
      return;
    }
    waitingBytes += message.length();
    if (waitingBytes > Cluster.LIMITS.maxOutboundBytes()) {
      close(CloseCode.TOO_SLOW, "too much waits");
    } else if (!cut && !silentDown) {
      lastDownAt = Math.max(lastDownAt, cluster.time.elapsed() + client.latency());
      clientSide.at(lastDownAt, () -> read(message));
    }
  }

  private void read(EncodedMessage message) {
    if (cut || silentDown) {
      return;
    }
    int before = waitingBytes;
    waitingBytes -= message.length();
    if (before > LOW_BYTES && waitingBytes <= LOW_BYTES && session != null) {
      nodeSide.execute(session::drained);
    }
    end.received(this, message.utf8());
  }

  @Override
  public boolean hasRoom() {
    return waitingBytes < HIGH_BYTES;
  }

  @Override
  public void close(CloseCode code, String reason) {
    if (!code.retry()) {
      throw new AssertionError("closed for good: " + code + " " + reason);
    }
    closing = true;
    lastUp = arrivedUp;
    nodeSide.execute(this::endSession);
    clientSide.at(Math.max(lastDownAt, cluster.time.elapsed() + client.latency()), () -> cut(0, 0));
  }

  private void endSession() {
    if (session != null && node.machine() == nodeSide) {
      node.sessions().end(session);
    }
  }

  /** The node is gone, and the system that it ran on says so. */
  void reset() {
    clientSide.after(client.latency(), () -> cut(0, 0));
  }
}
