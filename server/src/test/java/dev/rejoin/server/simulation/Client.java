package dev.rejoin.server.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Somebody who writes: an outbox that outlives the page, the page that is open, and a network. */
final class Client {

  private static final int USUAL_LATENCY = 20;

  private final Cluster cluster;
  private final Outbox outbox;
  private final List<Letters.Edit> edits = new ArrayList<>();
  private final Function<Client, Tab> opens;
  private Tab tab;
  private boolean offline;
  private int latency = USUAL_LATENCY;
  private long latencyEnds;

  /**
   * @param opens opens a page: which kind of client it is
   */
  Client(Cluster cluster, Kept kept, List<Letters.Edit> edits, Function<Client, Tab> opens) {
    this.cluster = cluster;
    this.outbox = new Outbox(kept);
    this.edits.addAll(edits.subList(0, kept.edits().made()));
    this.opens = opens;
    this.tab = opens.apply(this);
  }

  Tab tab() {
    return tab;
  }

  Outbox outbox() {
    return outbox;
  }

  /** The edits of this person, the oldest first. */
  List<Letters.Edit> edits() {
    return edits;
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
    tab.machine().kill();
    wire().ifPresent(each -> each.cut(each.onTheirWayUp(), 0));
    tab = opens.apply(this);
  }

  /** Edits that were never kept are gone with the page. */
  void forgetFrom(int kept) {
    List<Letters.Edit> lost = edits.subList(kept, edits.size());
    lost.forEach(Letters.Edit::forget);
    lost.clear();
  }

  /** Everything that is kept is as it was some time ago. */
  void restore(int howFarBack) {
    cluster.checker.shared(outbox.restore(howFarBack).client());
    reload();
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
