package dev.rejoin.server.simulation;

import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.config.Limits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** All that takes part in one simulation. */
final class Cluster {

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
  final Checker checker;
  final Presence presence = new Presence(this);
  final List<Node> nodes = new ArrayList<>();
  final List<Client> clients = new ArrayList<>();
  private final Letters.Alphabet alphabet = new Letters.Alphabet();
  private final Map<String, Letters> letters = new LinkedHashMap<>();
  private final long seed;
  private int clientIds;

  /**
   * @param script runs every second client, if the schedule says so
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
    store = new Store(time, random, tally);
    checker = new Checker(store);
    for (int i = 0; i < schedule.nodes(); i++) {
      nodes.add(new Node(this, i));
    }
    for (int i = 0; i < schedule.documents(); i++) {
      letters.put("doc-" + i, new Letters(alphabet));
    }
    Optional<Script> players = players(schedule, script);
    for (int i = 0; i < schedule.clients(); i++) {
      clients.add(new Client(this, outboxes(i), browser(i, players)));
    }
  }

  /** The script, all of its earlier clients gone; empty if the schedule plays without it. */
  private static Optional<Script> players(Schedule schedule, Optional<Script> script) {
    if (schedule.players() == Players.JAVA) {
      return Optional.empty();
    }
    Script playing = script.orElseThrow(() -> new IllegalArgumentException("wants the script"));
    playing.forget();
    return Optional.of(playing);
  }

  /** The first opens all documents, the next all but the first, and so on, and round again. */
  private Map<String, Outbox> outboxes(int number) {
    Map<String, Outbox> outboxes = new LinkedHashMap<>();
    letters.keySet().stream()
        .skip(number % letters.size())
        .forEach(
            document ->
                outboxes.put(
                    document,
                    new Outbox(new Kept(newClientId(), Optional.empty(), Kept.Progress.NONE))));
    return outboxes;
  }

  private Browser browser(int number, Optional<Script> script) {
    return number % 2 == 1 && script.isPresent()
        ? new ScriptBrowser(this, script.get(), number)
        : new Browser.InJava(this);
  }

  /** All that was ever typed into a document. */
  Letters letters(String document) {
    return letters.get(document);
  }

  Set<String> documents() {
    return letters.keySet();
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

  /** A tab is duplicated, and with it its outboxes. */
  void duplicate(Client client) {
    if (clients.size() < MAX_CLIENTS) {
      clients.add(client.duplicate());
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
