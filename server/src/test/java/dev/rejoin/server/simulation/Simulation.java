package dev.rejoin.server.simulation;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One run: the schedule happens, everything heals, and all have to come to rest, equal. */
final class Simulation {

  private static final long HEALED_WITHIN_MILLIS = 60_000;
  private static final long A_LITTLE_MILLIS = 250;

  /** Longer than a document stays in memory that nobody has open. */
  private static final long AWAY_MILLIS = 1_500;

  private static final Kind[] MAKING_COPIES = {
    Kind.SECOND_TAB, Kind.RESTORED_OUTBOX, Kind.RESTORED_BACKUP
  };

  private final Schedule schedule;
  private final Cluster cluster;

  private Simulation(
      Schedule schedule,
      Tally tally,
      Optional<Consumer<String>> listener,
      Optional<Script> script) {
    this.schedule = schedule;
    this.cluster = new Cluster(schedule, tally, listener, script);
  }

  /** Throws what is wrong. */
  static void run(Schedule schedule, Tally tally) {
    run(schedule, tally, Optional.empty(), Optional.empty());
  }

  /**
   * The same.
   *
   * @param listener is told what happens, line by line
   * @param script runs every second client
   */
  static void run(
      Schedule schedule,
      Tally tally,
      Optional<Consumer<String>> listener,
      Optional<Script> script) {
    try (Bugs bugs = Bugs.watch()) {
      Simulation simulation = new Simulation(schedule, tally, listener, script);
      simulation.storm();
      simulation.heal();
      simulation.verdict();
      bugs.check();
    }
  }

  private void storm() {
    Faults faults = new Faults(cluster);
    schedule.events().forEach(event -> cluster.time.at(event.at(), () -> faults.happen(event)));
    cluster.time.runTo(schedule.end());
  }

  /** Nothing fails any more. Liveness: within a minute nothing is pending, and all are equal. */
  private void heal() {
    cluster.store.heal();
    cluster.nodes.forEach(node -> node.machine().wake());
    cluster.clients.forEach(Client::heal);
    long end = cluster.time.now() + HEALED_WITHIN_MILLIS;
    while (!isLevel()) {
      if (cluster.time.now() > end) {
        throw new AssertionError("no rest within a minute: " + cluster.clients);
      }
      cluster.time.runTo(cluster.time.now() + A_LITTLE_MILLIS);
      if (isSaved() && !isLevel()) {
        readAgain();
      }
    }
  }

  /**
   * A node that shares its log learns of the others' entries when it writes or reads: nothing wakes
   * it up. So everybody goes for a while, and it lets go of the document.
   */
  private void readAgain() {
    cluster.time.runTo(cluster.time.now() + A_LITTLE_MILLIS);
    if (isSaved() && !isLevel()) {
      cluster.clients.forEach(client -> client.goOffline(AWAY_MILLIS));
      cluster.time.runTo(cluster.time.now() + AWAY_MILLIS + A_LITTLE_MILLIS);
    }
  }

  private boolean isSaved() {
    return cluster.clients.stream().allMatch(client -> client.tab().isSaved());
  }

  private boolean isLevel() {
    return isSaved()
        && cluster.clients.stream()
            .map(client -> client.tab().seen().orElseThrow())
            .allMatch(
                seen ->
                    seen.lineage().equals(cluster.store.current().id())
                        && seen.revision() == cluster.store.current().head());
  }

  private void verdict() {
    String text = cluster.store.current().text();
    Set<Integer> copied = new HashSet<>();
    for (Client client : cluster.clients) {
      cluster.checker.seen(client, client.tab().seen().orElseThrow());
      if (!client.tab().text().orElseThrow().equals(text)) {
        throw new AssertionError(client + " has another text");
      }
      copied.addAll(client.outbox().copies());
    }
    if (!copied.isEmpty() && !schedule.has(MAKING_COPIES)) {
      throw new AssertionError("a copy was kept, and there was no reason for one");
    }
    cluster.checker.log();
    cluster.letters.check(text, copied);
    cluster.tally.runs++;
    cluster.tally.entries += cluster.store.current().head();
  }
}
