package dev.rejoin.server.simulation;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One run: the schedule happens, everything heals, and all have to come to rest, equal. */
final class Simulation {

  private static final long HEALED_WITHIN_MILLIS = 60_000;
  private static final long A_LITTLE_MILLIS = 250;

  /** Longer than a document stays in memory that nobody has open. */
  private static final long AWAY_MILLIS = 1_500;

  private static final Lineage NOTHING_YET = new Lineage("", "");

  private static final Kind[] MAKING_COPIES = {
    Kind.SECOND_TAB, Kind.RESTORED_OUTBOX, Kind.RESTORED_BACKUP, Kind.FLIPPED_BIT
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
   * @param script runs every second client, if the schedule says so
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
      bugs.check(schedule.has(Kind.FLIPPED_BIT));
    }
  }

  private void storm() {
    Faults faults = new Faults(cluster);
    schedule.events().forEach(event -> cluster.time.at(event.at(), () -> faults.happen(event)));
    cluster.time.runFor(schedule.end());
  }

  /**
   * Nothing fails any more. Liveness: within a minute nothing is pending that can be written, all
   * are equal, and all see one another.
   */
  private void heal() {
    cluster.store.heal();
    cluster.nodes.forEach(node -> node.machine().wake());
    cluster.clients.forEach(Client::heal);
    long end = cluster.time.elapsed() + HEALED_WITHIN_MILLIS;
    while (!isLevel() || !cluster.presence.isLevel()) {
      if (cluster.time.elapsed() > end) {
        throw new AssertionError(
            "no rest within a minute: %s, %s"
                .formatted(
                    cluster.presence.complaint().orElse("presence is level"), cluster.clients));
      }
      cluster.time.runFor(A_LITTLE_MILLIS);
      if (isSettled() && !isLevel()) {
        readAgain();
      }
    }
  }

  /**
   * A node that shares its log learns of the others' entries when it writes or reads: nothing wakes
   * it up. So everybody goes for a while, and it lets go of its documents.
   */
  private void readAgain() {
    cluster.time.runFor(A_LITTLE_MILLIS);
    if (isSettled() && !isLevel()) {
      cluster.clients.forEach(client -> client.goOffline(AWAY_MILLIS));
      cluster.time.runFor(AWAY_MILLIS + A_LITTLE_MILLIS);
    }
  }

  /** Nothing is pending, but for what cannot be written, as its author was told. */
  private boolean isSettled() {
    return sheets().allMatch(sheet -> sheet.isSaved() || logOf(sheet).hasBeenDamaged());
  }

  private boolean isLevel() {
    return sheets().allMatch(this::isLevel);
  }

  private boolean isLevel(Sheet sheet) {
    Lineage log = logOf(sheet);
    boolean stands =
        sheet
            .seen()
            .filter(seen -> seen.lineage().equals(log.id()))
            .filter(seen -> seen.revision() == log.soundHead())
            .isPresent();
    return log.hasBeenDamaged() ? stands || isBlocked(sheet) : stands && sheet.isSaved();
  }

  /** Stands where it stood when it was told that nothing can be written. */
  private static boolean isBlocked(Sheet sheet) {
    return sheet.seen().isPresent() && !sheet.isEditable();
  }

  private Stream<? extends Sheet> sheets() {
    return cluster.clients.stream().flatMap(client -> client.tab().sheets().stream());
  }

  private Lineage logOf(Sheet sheet) {
    return cluster.store.current(sheet.document()).orElse(NOTHING_YET);
  }

  private void verdict() {
    cluster.checker.log();
    cluster.presence.check();
    sheets().forEach(sheet -> cluster.checker.seen(sheet, sheet.seen().orElseThrow()));
    cluster.documents().forEach(this::verdict);
    cluster.tally.runs++;
  }

  private void verdict(String document) {
    Lineage log = cluster.store.current(document).orElseThrow();
    Set<Integer> copied = new HashSet<>();
    for (Client client : cluster.clients) {
      Optional<Outbox> outbox = Optional.ofNullable(client.outboxes().get(document));
      outbox.ifPresent(has -> copied.addAll(has.copies()));
    }
    if (!copied.isEmpty() && !schedule.has(MAKING_COPIES) && log.floor() == 0) {
      throw new AssertionError("a copy was kept, and there was no reason for one");
    }
    if (log.hasBeenDamaged()) {
      cluster.tally.readOnlyInTheEnd += log.isReadOnly() ? 1 : 0;
      cluster.letters(document).endLost();
      log.text().codePoints().forEach(copied::add); // It is in the file, and can be exported.
    }
    List<String> texts =
        sheets()
            .filter(sheet -> sheet.document().equals(document))
            .map(sheet -> sheet.text().orElseThrow())
            .toList();
    for (String text : texts) {
      if (log.hasBeenDamaged()) {
        text.codePoints().forEach(copied::add); // With what is pending, and stays so.
      } else if (!text.equals(log.text())) {
        throw new AssertionError(document + " differs: " + text + ", wanted " + log.text());
      }
    }
    cluster.letters(document).check(log.text(log.soundHead()), copied);
    cluster.tally.entries += log.head();
  }
}
