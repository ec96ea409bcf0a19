package dev.rejoin.server.simulation;

import dev.rejoin.ot.testing.SplitMix64;
import java.time.Duration;
import java.util.List;

/** Makes the events of a schedule happen. */
final class Faults {

  private static final int HOUR_MILLIS = 3_600_000;
  private static final int WEEK_MILLIS = 7 * 24 * HOUR_MILLIS;
  private static final int A_WHILE_MILLIS = 500;

  private final Cluster cluster;

  Faults(Cluster cluster) {
    this.cluster = cluster;
  }

  void happen(Event event) {
    cluster.story.accept(() -> "event " + event);
    cluster.tally.happened(event.kind());
    switch (event.kind().whom) {
      case CLIENT ->
          toClient(
              event.kind(),
              cluster.clients.get(event.who() % cluster.clients.size()),
              event.random());
      case NODE ->
          toNode(
              event.kind(), cluster.nodes.get(event.who() % cluster.nodes.size()), event.random());
      case STORE -> toStore(event.kind(), event.random());
    }
  }

  private void toClient(Kind kind, Client client, SplitMix64 dice) {
    switch (kind) {
      case EDIT -> Editing.one(cluster, client, dice);
      case POINT -> Editing.point(client, dice);
      case CUT ->
          client
              .wire()
              .ifPresent(wire -> wire.cut(dice.below(wire.onTheirWayUp() + 1), late(dice)));
      case HALF_OPEN -> {
        int which = dice.below(3);
        client.wire().ifPresent(wire -> wire.fallSilent(which != 0, which != 1));
      }
      case DELAY -> client.slowDown(50 + dice.below(1_500), 200 + dice.below(3_000));
      case DUPLICATE -> client.tab().sheets().forEach(Sheet::sendTwice);
      case ABSENCE -> client.goOffline(500 + dice.below(15_000));
      case WEEK -> week(client, dice);
      case RELOAD -> client.reload();
      case STALL -> client.tab().machine().pause(200 + dice.below(6_000));
      case SECOND_TAB -> cluster.duplicate(client);
      case RESTORED_OUTBOX -> client.restore(1 + dice.below(30));
      default -> throw new IllegalArgumentException(kind + " does not happen to a client");
    }
  }

  /** The others come back at the end of that week, as from a long sleep, and a little earlier. */
  private void week(Client client, SplitMix64 dice) {
    client.goOffline(4_000 + dice.below(10_000));
    cluster.time.after(
        A_WHILE_MILLIS,
        () -> {
          cluster.time.leap(WEEK_MILLIS);
          cluster.nodes.forEach(node -> node.trim(Duration.ofDays(1)));
        });
  }

  private static long late(SplitMix64 dice) {
    return dice.oneIn(2) ? 0 : dice.below(2_500);
  }

  private void toNode(Kind kind, Node node, SplitMix64 dice) {
    switch (kind) {
      case CRASH -> cluster.crash(node, 20 + dice.below(2_000), dice);
      case STOP -> cluster.stop(node, 100 + dice.below(1_500));
      case PAUSE -> node.machine().pause(50 + dice.below(5_000));
      case CLOCK_JUMP -> node.machine().setClock(dice.below(2 * HOUR_MILLIS) - HOUR_MILLIS);
      case TRIM -> node.trim(Duration.ofMillis(dice.below(3_000)));
      default -> throw new IllegalArgumentException(kind + " does not happen to a node");
    }
  }

  private void toStore(Kind kind, SplitMix64 dice) {
    switch (kind) {
      case STORE_ERROR ->
          cluster.store.fail(
              dice.oneOf(
                  Store.Fault.REFUSES,
                  Store.Fault.FAILS,
                  Store.Fault.FAILS_AFTER_STORING,
                  Store.Fault.CANNOT_BE_READ),
              20 + dice.below(1_000));
      case SLOW_STORE -> cluster.store.slowDown(5 + dice.below(100), 100 + dice.below(3_000));
      case RESTORED_BACKUP -> restoreBackup(dice);
      case FLIPPED_BIT -> flipBit(dice);
      default -> throw new IllegalArgumentException(kind + " does not happen to the store");
    }
  }

  /** All nodes are stopped for it, and a restored log is another lineage. */
  private void restoreBackup(SplitMix64 dice) {
    if (cluster.store.current().stream().noneMatch(log -> log.head() > 0)) {
      return;
    }
    cluster.store.crash(dice);
    for (Lineage log : List.copyOf(cluster.store.current())) {
      long revision = Math.max(log.floor() + 1, dice.below((int) log.soundHead() + 1));
      if (revision <= log.soundHead()) {
        cluster.store.begin(Lineage.restored(log.id() + "r", log, revision));
        cluster.letters(log.document()).endLost();
      }
    }
    cluster.restartAll();
  }

  private void flipBit(SplitMix64 dice) {
    List<Lineage> written =
        cluster.store.current().stream().filter(log -> log.head() > log.floor()).toList();
    if (!written.isEmpty()) {
      Lineage log = written.get(dice.below(written.size()));
      log.damage(log.floor() + 1 + dice.below((int) (log.head() - log.floor())));
      cluster.letters(log.document()).endLost();
      cluster.tally.damagedDocuments++;
    }
  }
}
