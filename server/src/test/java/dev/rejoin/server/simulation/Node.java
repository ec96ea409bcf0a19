package dev.rejoin.server.simulation;

import dev.rejoin.server.document.Documents;
import dev.rejoin.server.document.Environment;
import dev.rejoin.server.protocol.ClientMessageReader;
import dev.rejoin.server.protocol.CloseCode;
import dev.rejoin.server.session.SessionEnvironment;
import dev.rejoin.server.session.Sessions;
import dev.rejoin.server.storage.Durability;
import java.util.List;
import java.util.function.Supplier;

/** One server, which may be killed and started again. */
final class Node {

  private final Cluster cluster;
  private final int number;
  private Machine machine;
  private Documents documents;
  private Sessions sessions;
  private int starts;
  private int ids;

  Node(Cluster cluster, int number) {
    this.cluster = cluster;
    this.number = number;
    start();
  }

  Machine machine() {
    return machine;
  }

  Sessions sessions() {
    return sessions;
  }

  boolean isUp() {
    return !machine.isKilled();
  }

  void start() {
    starts++;
    machine = new Machine(cluster.time);
    Supplier<String> randomIds = () -> "id-%d-%d-%d".formatted(number, starts, ++ids);
    NodeLog log = new NodeLog(cluster.store, cluster.tally);
    documents =
        new Documents(List.of(new Environment(log, machine, machine, Cluster.LIMITS, randomIds)));
    sessions =
        new Sessions(
            new SessionEnvironment(
                documents,
                Durability.FSYNC,
                new ClientMessageReader(Cluster.LIMITS),
                cluster.time::now,
                machine,
                Cluster.LIMITS,
                randomIds));
  }

  void kill() {
    machine.kill();
  }

  /** As on SIGTERM: finishes what it has taken in. Killed after a while in any case. */
  void stop(long patienceMillis) {
    Machine stopping = machine;
    sessions.close(CloseCode.RESTART, "restart");
    documents.close().onComplete(done -> stopping.kill());
    cluster.time.after(patienceMillis, stopping::kill);
  }
}
