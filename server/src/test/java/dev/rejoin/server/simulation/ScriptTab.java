package dev.rejoin.server.simulation;

import dev.rejoin.ot.testing.SplitMix64;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A page with the TypeScript client: it does what it does by itself; this is the world around it.
 */
final class ScriptTab implements Tab, WireEnd {

  private final Cluster cluster;
  private final Client client;
  private final Script script;
  private final int number;
  private final Machine machine;
  private final Map<Integer, Wire> wires = new HashMap<>();
  private JsonObject state;
  private int timerTurn;

  ScriptTab(Cluster cluster, Client client, Script script, int number) {
    this.cluster = cluster;
    this.client = client;
    this.script = script;
    this.number = number;
    this.machine = new Machine(cluster.time);
    tell(command("load").put("seed", 1_000 * cluster.seed() + number));
  }

  @Override
  public Machine machine() {
    return machine;
  }

  @Override
  public String id() {
    return state.getString("id");
  }

  @Override
  public Optional<Wire> wire() {
    return wires.values().stream().filter(wire -> !wire.isCut()).findAny();
  }

  @Override
  public Optional<Seen> seen() {
    return Optional.ofNullable(state.getJsonObject("kept"))
        .map(
            kept ->
                new Seen(
                    kept.getString("lineage"),
                    kept.getString("site"),
                    kept.getLong("revision"),
                    kept.getLong("sequence"),
                    kept.getString("base")));
  }

  @Override
  public Optional<String> text() {
    return Optional.ofNullable(state.getString("text"));
  }

  @Override
  public boolean isSaved() {
    return state.getBoolean("saved");
  }

  @Override
  public void replace(int from, int to, String inserted, Letters.Edit edit, SplitMix64 dice) {
    client.edits().add(edit);
    tell(command("edit").put("text", inserted).put("from", from).put("to", to));
  }

  @Override
  public void sendTwice() {
    // It never does: one connection is given an operation once.
  }

  @Override
  public void online() {
    machine.after(1, () -> tell(command("woken")));
  }

  @Override
  public void received(Wire from, byte[] utf8) {
    tell(on("message", from).put("text", new String(utf8, StandardCharsets.UTF_8)));
  }

  @Override
  public void disconnected(Wire which) {
    if (wires.containsValue(which)) {
      JsonObject closed = on("closed", which);
      wires.values().remove(which);
      tell(closed);
    }
  }

  @Override
  public String toString() {
    return "script " + number + " " + state.encode();
  }

  private JsonObject command(String what) {
    return new JsonObject().put("client", number).put("now", cluster.time.now()).put("do", what);
  }

  private JsonObject on(String what, Wire wire) {
    int socket =
        wires.entrySet().stream()
            .filter(each -> each.getValue().equals(wire))
            .map(Map.Entry::getKey)
            .findAny()
            .orElse(0);
    return command(what).put("socket", socket);
  }

  /** Tells the client what happens, and does what it answers. */
  private void tell(JsonObject command) {
    cluster.story.accept(() -> "script hears " + command);
    state = script.ask(command);
    cluster.story.accept(() -> "script says " + state);
    if (!state.getJsonArray("faults").isEmpty()) {
      cluster.checker.mayBeAtFault(client, state.getJsonArray("faults").encode());
    }
    keepCopies();
    seen().ifPresent(seen -> cluster.checker.seen(client, seen));
    state.getJsonArray("out").forEach(each -> act((JsonObject) each));
    planTimer(state.getLong("due"));
  }

  /** What it kept as a copy may be in the log or not. */
  private void keepCopies() {
    for (Object copy : state.getJsonArray("copies")) {
      cluster.tally.copies++;
      client.edits().forEach(Letters.Edit::giveUp);
      client.outbox().keepCopy((String) copy);
    }
  }

  private void planTimer(Long due) {
    int turn = ++timerTurn;
    if (due != null) {
      machine.at(
          due,
          () -> {
            if (turn == timerTurn) {
              tell(command("timers"));
            }
          });
    }
  }

  private void act(JsonObject deed) {
    int socket = deed.getInteger("socket");
    if (deed.containsKey("open")) {
      open(socket);
      return;
    }
    Wire wire = wires.get(socket);
    if (wire == null) {
      return;
    }
    if (deed.containsKey("send")) {
      wire.send(deed.getString("send").getBytes(StandardCharsets.UTF_8));
    } else {
      wire.cut(wire.onTheirWayUp(), 0);
    }
  }

  private void open(int socket) {
    cluster.tally.connections++;
    Wire wire = new Wire(cluster, client, machine, cluster.anyNode(), this);
    wires.put(socket, wire);
    if (client.isOffline()) {
      wire.cut(0, 0);
      return;
    }
    wire.connect();
    machine.after(
        client.latency() + client.latency(),
        () -> {
          if (!wire.isCut()) {
            tell(on("opened", wire));
          }
        });
  }
}
