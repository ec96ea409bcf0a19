package dev.rejoin.server.simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Somebody who writes: outboxes that outlive the page, the page that is open, and a network. */
final class Client {

  private static final int USUAL_LATENCY = 20;

  private final Cluster cluster;

  /** By document, in the order in which they are opened. */
  private final Map<String, Outbox> outboxes;

  private final Browser browser;
  private Tab tab;
  private boolean offline;
  private int latency = USUAL_LATENCY;
  private long latencyEnds;

  Client(Cluster cluster, Map<String, Outbox> outboxes, Browser browser) {
    this.cluster = cluster;
    this.outboxes = new LinkedHashMap<>(outboxes);
    this.browser = browser;
    this.tab = browser.open(this);
  }

  /** Somebody else with a copy of all that is kept. Two write from each outbox then. */
  Client duplicate() {
    Map<String, Outbox> copies = new LinkedHashMap<>();
    outboxes.forEach((document, outbox) -> copies.put(document, outbox.copy()));
    Client twin = new Client(cluster, copies, browser.copy());
    twin.tab.sheets().forEach(sheet -> cluster.checker.shared(sheet.id()));
    return twin;
  }

  Tab tab() {
    return tab;
  }

  Map<String, Outbox> outboxes() {
    return outboxes;
  }

  Optional<Wire> wire() {
    return tab.wire();
  }

  boolean isOffline() {
    return offline;
  }

  /** How long the next message takes. */
  int latency() {
    int most = cluster.time.now() < latencyEnds ? latency : USUAL_LATENCY;
    return 1 + cluster.random.below(most);
  }

  @Override
  public String toString() {
    return tab.toString();
  }

  // What happens to it.

  /** The page is closed, and opened anew. */
  void reload() {
    close();
    tab = browser.open(this);
  }

  private void close() {
    tab.machine().kill();
    wire().ifPresent(each -> each.cut(each.onTheirWayUp(), 0));
  }

  /** Everything that is kept is as it was some time ago. */
  void restore(int howFarBack) {
    close();
    outboxes.values().forEach(outbox -> outbox.restore(howFarBack));
    browser.restore(howFarBack);
    tab = browser.open(this);
    tab.sheets().forEach(sheet -> cluster.checker.shared(sheet.id()));
  }

  void goOffline(long millis) {
    offline = true;
    wire().ifPresent(each -> each.cut(cluster.random.below(each.onTheirWayUp() + 1), 0));
    cluster.time.after(millis, this::comeOnline);
  }

  private void comeOnline() {
    offline = false;
    tab.online();
  }

  void slowDown(int millis, long howLong) {
    latency = millis;
    latencyEnds = cluster.time.now() + howLong;
  }

  void heal() {
    latencyEnds = 0;
    tab.machine().wake();
    comeOnline();
  }
}
