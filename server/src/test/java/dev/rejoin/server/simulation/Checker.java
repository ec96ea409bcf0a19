package dev.rejoin.server.simulation;

import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.Frozen;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What has to hold at every moment. It reads what clients have and what is on the disk, and asks no
 * server.
 */
final class Checker {

  private final Store store;

  /** Outboxes that two have written from: the one case in which an edit may be refused. */
  private final Set<String> shared = new HashSet<>();

  private final Map<String, Frozen> frozen = new HashMap<>();
  private final Map<String, Long> acknowledged = new HashMap<>();

  Checker(Store store) {
    this.store = store;
  }

  void shared(String client) {
    shared.add(client);
  }

  /** A client's state is another now. */
  void changed(Client client, Replica replica) {
    seen(client, client.tab().seen().orElseThrow());
    String local =
        replica
            .state()
            .pending()
            .map(pending -> pending.apply(replica.base()))
            .orElse(replica.base());
    equal(local, replica.local(), client, "shows another text than the log's and its own edits");
  }

  /** Nothing is shown that is not stored, and acknowledged means stored. */
  void seen(Client client, Tab.Seen seen) {
    Lineage log = store.lineage(seen.lineage());
    require(seen.revision() <= log.head(), client, "was shown what is not stored");
    equal(log.text(seen.revision()), seen.base(), client, "has another text of the log");
    require(
        log.last(seen.site()).sequence() >= seen.sequence(),
        client,
        "was told of an operation that is not stored");
    acknowledged.merge(seen.lineage() + " " + seen.site(), seen.sequence(), Math::max);
  }

  /** Whatever was acknowledged is in the log for ever. */
  void log() {
    acknowledged.forEach(
        (name, sequence) -> {
          String[] words = name.split(" ");
          if (store.lineage(words[0]).last(words[1]).sequence() < sequence) {
            throw new AssertionError("acknowledged and lost: " + sequence + " of " + name);
          }
        });
    Lineage log = store.current();
    for (long revision = 1; revision <= log.head(); revision++) {
      Entry entry = log.entry(revision);
      if (entry.revision() != revision) {
        throw new AssertionError("revision " + revision + " holds " + entry);
      }
    }
  }

  /** What was sent once never changes, unless the log has forgotten its revision. */
  void sent(Client client, Replica replica, Frozen now) {
    if (!isShared(client)) {
      Frozen before = frozen.putIfAbsent(name(client, replica, now.sequence()), now);
      require(before == null || before.equals(now), client, "changed what was sent from " + before);
    }
  }

  private static String name(Client client, Replica replica, long sequence) {
    return replica.lineage() + " " + client.tab().id() + " " + sequence;
  }

  void mayBeFrozenAnew(Client client, Replica replica) {
    Frozen now = replica.state().inFlight().orElseThrow();
    boolean forgotten = now.revision() < store.lineage(replica.lineage()).floor();
    require(forgotten || isShared(client), client, "was told that its operation is stale");
    frozen.remove(name(client, replica, now.sequence()));
  }

  void compacted(Client client, Replica replica) {
    Lineage log = store.lineage(replica.lineage());
    // Who stands at the floor has no entry left to prove it by.
    require(
        replica.state().revision() <= log.floor(), client, "was told that the log is too short");
    replica
        .state()
        .inFlight()
        .ifPresent(frozenBefore -> frozen.remove(name(client, replica, frozenBefore.sequence())));
  }

  void diverged(Client client, Replica replica, Opened answer) {
    long shared = store.lineage(answer.lineage()).sharedWith(replica.lineage());
    boolean other = !answer.lineage().equals(replica.lineage());
    require(other && replica.state().revision() > shared, client, "was told that it has diverged");
  }

  /** An outbox that only one writes from is never refused. */
  void mayBeRefused(Client client, String why) {
    require(isShared(client), client, "was refused: " + why);
  }

  private boolean isShared(Client client) {
    return shared.contains(client.tab().id());
  }

  void hash(Client client, Replica replica, int hash) {
    int own = Document.of(DocumentType.TEXT, replica.base()).hash();
    require(own == hash, client, "has another hash");
  }

  /** The TypeScript client reports faults that it survives; here it should meet none. */
  void mayBeAtFault(Client client, String faults) {
    require(isShared(client), client, "met a fault: " + faults);
  }

  private static void equal(String wanted, String found, Client client, String otherwise) {
    require(wanted.equals(found), client, otherwise + ": " + found + ", wanted " + wanted);
  }

  private static void require(boolean holds, Client client, String otherwise) {
    if (!holds) {
      throw new AssertionError(client + " " + otherwise);
    }
  }
}
