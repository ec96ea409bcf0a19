package dev.rejoin.server.simulation;

import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.config.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** All that takes part in one simulation. */
final class Cluster {

  static final String DOCUMENT = "doc";

  /** So small that each of them is reached. */
  static final Limits LIMITS =
      Limits.DEFAULT
          .with("recentLogWeightBytes", 4 << 10)
          .with("snapshotEveryEntries", 10)
          .with("maxQueuedSubmissionsPerDocument", 6)
          .with("maxBatchEntries", 3)
          .with("idleDocumentMillis", 500)
          .with("heartbeatMillis", 2_000)
          .with("greetingTimeoutMillis", 2_000)
          .with("foldOutboundBytes", 1 << 10)
          .with("maxOutboundBytes", 64 << 10)
          .with("trimEveryMillis", 100)
          .with("trimEntries", 4);

  private static final int MAX_CLIENTS = 10;

  final VirtualTime time = new VirtualTime();

  /** Takes what is worth telling of this run, line by line. */
  final Consumer<Supplier<String>> story;

  final Tally tally;
  final SplitMix64 random;
  final Store store;
  final Letters letters = new Letters();
  final Checker checker;
  final List<Node> nodes = new ArrayList<>();
  final List<Client> clients = new ArrayList<>();
  private final long seed;
  private int clientIds;

  /**
   * @param script runs every second client, if it is there
   */
  Cluster(
      Schedule schedule,
      Tally tally,
      Optional<Consumer<String>> listener,
      Optional<Script> script) {
    this.story = line -> listener.ifPresent(told -> told.accept(time.now() + " " + line.get()));
    this.tally = tally;
    seed = schedule.seed();
    random = new SplitMix64(seed);
    script.ifPresent(Script::forget);
    store = new Store(time, random, tally);
    checker = new Checker(store);
    for (int i = 0; i < schedule.nodes(); i++) {
      nodes.add(new Node(this, i));
    }
    for (int i = 0; i < schedule.clients(); i++) {
      Kept nothing = new Kept(newClientId(), Optional.empty(), Kept.Progress.NONE);
      clients.add(new Client(this, nothing, List.of(), kindOf(i, script)));
    }
  }

  private Function<Client, Tab> kindOf(int number, Optional<Script> script) {
    return number % 2 == 1 && script.isPresent()
        ? client -> new ScriptTab(this, client, script.get(), number)
        : client -> new Page(this, client);
  }

  long seed() {
    return seed;
  }

  String newClientId() {
    return "client-%04d___________".formatted(clientIds++);
  }

  Node anyNode() {
    return nodes.get(random.below(nodes.size()));
  }

  /** A tab is duplicated, and with it its outbox. */
  void duplicate(Client client) {
    if (clients.size() < MAX_CLIENTS) {
      Kept copy = client.outbox().kept();
      checker.shared(copy.client());
      clients.add(new Client(this, copy, client.edits(), twin -> new Page(this, twin)));
    }
  }

  /** A node, and if it carries the store then that too, dies. It starts again after a while. */
  void crash(Node node, long downMillis, SplitMix64 dice) {
    if (!node.isUp()) {
      return;
    }
    node.kill();
    if (nodes.size() == 1) {
      store.crash(dice);
    }
    startAgain(node, downMillis);
  }

  void stop(Node node, long downMillis) {
    if (node.isUp()) {
      node.stop(downMillis / 2);
      startAgain(node, downMillis);
    }
  }

  private void startAgain(Node node, long downMillis) {
    Machine old = node.machine();
    time.after(
        downMillis,
        () -> {
          old.kill();
          if (node.machine() == old) {
            resetWiresOf(node);
            node.start();
          }
        });
  }

  private void resetWiresOf(Node node) {
    clients.forEach(
        client -> client.wire().filter(wire -> wire.node() == node).ifPresent(Wire::reset));
  }

  /** Every node is started again, on the log as it is now. */
  void restartAll() {
    for (Node node : nodes) {
      node.kill();
      resetWiresOf(node);
      node.start();
    }
  }
}
