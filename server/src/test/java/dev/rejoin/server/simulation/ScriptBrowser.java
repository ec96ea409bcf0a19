package dev.rejoin.server.simulation;

import io.vertx.core.json.JsonObject;

/** The TypeScript client: one of those in {@link Script}, which keeps their outboxes. */
final class ScriptBrowser implements Browser {

  private final Cluster cluster;
  private final Script script;
  private final int number;

  ScriptBrowser(Cluster cluster, Script script, int number) {
    this.cluster = cluster;
    this.script = script;
    this.number = number;
    script.ask(command("begin").put("seed", 1_000 * cluster.seed() + number));
  }

  @Override
  public Tab open(Client client) {
    return new ScriptTab(cluster, client, script, number);
  }

  @Override
  public void restore(int howFarBack) {
    script.ask(command("restore").put("back", howFarBack));
  }

  @Override
  public Browser copy() {
    ScriptBrowser twin = new ScriptBrowser(cluster, script, cluster.clients.size());
    script.ask(twin.command("adopt").put("from", number));
    return twin;
  }

  private JsonObject command(String what) {
    cluster.tally.toldToScript(what);
    return new JsonObject().put("client", number).put("now", cluster.time.now()).put("do", what);
  }
}
