package dev.rejoin.server.simulation;

import dev.rejoin.server.protocol.BadMessageException;
import dev.rejoin.server.protocol.ClientMessage.Cursor;
import dev.rejoin.server.protocol.ClientMessageReader;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ResetReason;
import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.ServerMessage.Welcome;
import dev.rejoin.server.protocol.ServerMessageReader;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A page with the TypeScript client: it does what it does by itself; this is the world around it.
 */
final class ScriptTab implements Tab, WireEnd {

  private static final ClientMessageReader READER = new ClientMessageReader(Cluster.LIMITS);

  private final Cluster cluster;
  private final Client client;
  private final Script script;
  private final int number;
  private final Machine machine;
  private final List<ScriptSheet> sheets;
  private final Map<Integer, Wire> wires = new HashMap<>();
  private final Map<Wire, String> sessions = new HashMap<>();
  private int timerTurn;

  ScriptTab(Cluster cluster, Client client, Script script, int number) {
    this.cluster = cluster;
    this.client = client;
    this.script = script;
    this.number = number;
    this.machine = new Machine(cluster.time);
    this.sheets =
        client.outboxes().entrySet().stream()
            .map(each -> new ScriptSheet(cluster, this, each.getKey(), each.getValue()))
            .toList();
    tell("load", new JsonObject().put("docs", List.copyOf(client.outboxes().keySet())));
  }

  @Override
  public Machine machine() {
    return machine;
  }

  @Override
  public Optional<Wire> wire() {
    return wires.values().stream().filter(wire -> !wire.isCut()).findAny();
  }

  @Override
  public Optional<String> session() {
    return wire().map(sessions::get);
  }

  @Override
  public List<ScriptSheet> sheets() {
    return sheets;
  }

  @Override
  public void online() {
    machine.after(1, () -> tell("woken", new JsonObject()));
  }

  @Override
  public void received(Wire from, byte[] utf8) {
    try {
      ServerMessage message = ServerMessageReader.read(utf8);
      if (message instanceof Welcome welcome) {
        sessions.put(from, welcome.session());
        cluster.presence.greeted(welcome.session());
      } else if (message instanceof Opened opened && isCompacted(opened.body())) {
        sheet(opened.document()).ifPresent(ScriptSheet::compacted);
      }
    } catch (BadMessageException bad) {
      throw new AssertionError("a message that cannot be read", bad);
    }
    tell("message", on(from).put("text", new String(utf8, StandardCharsets.UTF_8)));
  }

  private static boolean isCompacted(OpenedBody body) {
    return body instanceof OpenedBody.Whole whole
        && whole.reason().equals(Optional.of(ResetReason.COMPACTED));
  }

  @Override
  public Optional<ScriptSheet> sheet(String document) {
    return sheets.stream().filter(sheet -> sheet.document().equals(document)).findAny();
  }

  @Override
  public void disconnected(Wire which) {
    if (wires.containsValue(which)) {
      JsonObject closed = on(which);
      wires.values().remove(which);
      sessions.remove(which);
      tell("closed", closed);
    }
  }

  @Override
  public String toString() {
    return "script " + number + " " + sheets;
  }

  private JsonObject on(Wire wire) {
    int socket =
        wires.entrySet().stream()
            .filter(each -> each.getValue().equals(wire))
            .map(Map.Entry::getKey)
            .findAny()
            .orElse(0);
    return new JsonObject().put("socket", socket);
  }

  /** Tells the client what happens, and does what it answers. */
  void tell(String what, JsonObject details) {
    JsonObject command =
        new JsonObject()
            .put("client", number)
            .put("now", cluster.time.now())
            .put("leapt", cluster.time.leapt())
            .put("do", what)
            .mergeIn(details);
    cluster.tally.toldToScript(what);
    cluster.story.accept(() -> "script hears " + command);
    JsonObject answer = script.ask(command);
    cluster.story.accept(() -> "script says " + answer);
    for (ScriptSheet sheet : sheets) {
      sheet.become(answer.getJsonObject("sheets").getJsonObject(sheet.document()));
    }
    answer.getJsonArray("out").forEach(each -> act((JsonObject) each));
    planTimer(answer.getLong("due"));
  }

  private void planTimer(Long due) {
    int turn = ++timerTurn;
    if (due != null) {
      machine.at(
          due - cluster.time.leapt(),
          () -> {
            if (turn == timerTurn) {
              tell("timers", new JsonObject());
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
      byte[] utf8 = deed.getString("send").getBytes(StandardCharsets.UTF_8);
      listen(wire, utf8);
      wire.send(utf8);
    } else {
      wire.cut(wire.onTheirWayUp(), 0);
    }
  }

  /** Where this person says to be is remembered, as what others may be shown. */
  private void listen(Wire wire, byte[] utf8) {
    try {
      if (READER.read(utf8) instanceof Cursor cursor) {
        Sheet sheet = sheet(cursor.document()).orElseThrow();
        cluster.presence.said(sessions.get(wire), sheet, cursor.revision(), cursor.selection());
      }
    } catch (BadMessageException bad) {
      throw new AssertionError("said what cannot be read", bad);
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
            tell("opened", on(wire));
          }
        });
  }
}
