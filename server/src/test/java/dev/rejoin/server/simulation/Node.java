package dev.rejoin.server.simulation;

import dev.rejoin.server.document.Documents;
import dev.rejoin.server.document.Environment;
import dev.rejoin.server.document.Retention;
import dev.rejoin.server.protocol.ClientMessageReader;
import dev.rejoin.server.protocol.CloseCode;
import dev.rejoin.server.session.SessionEnvironment;
import dev.rejoin.server.session.Sessions;
import dev.rejoin.server.storage.Durability;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** One server, which may be killed and started again. */
final class Node {

  private final Cluster cluster;
  private final int number;
  private Machine machine;
  private Environment environment;
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
    environment = new Environment(log, machine, machine, Cluster.LIMITS, randomIds);
    documents = new Documents(List.of(environment));
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

  /** Looks once for entries that are older than {@code keep}, and forgets them. */
  void trim(Duration keep) {
    Retention retention = new Retention(environment, keep, documents::raiseFloor);
    retention.start();
    machine.after(3L * Cluster.LIMITS.trimEveryMillis() / 2, retention::stop);
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
