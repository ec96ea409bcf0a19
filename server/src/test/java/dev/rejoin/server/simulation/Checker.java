package dev.rejoin.server.simulation;

import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
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
  void changed(Sheet sheet, Replica replica) {
    seen(sheet, sheet.seen().orElseThrow());
    String local =
        replica
            .state()
            .pending()
            .map(pending -> pending.apply(replica.base()))
            .orElse(replica.base());
    equal(local, replica.local(), sheet, "shows another text than the log's and its own edits");
  }

  /** Nothing is shown that is not stored, and acknowledged means stored. */
  void seen(Sheet sheet, Sheet.Seen seen) {
    Lineage log = store.lineage(seen.lineage());
    require(log.document().equals(sheet.document()), sheet, "was shown another document");
    require(seen.revision() <= log.head(), sheet, "was shown what is not stored");
    equal(log.text(seen.revision()), seen.base(), sheet, "has another text of the log");
    require(
        log.last(seen.site()).sequence() >= seen.sequence(),
        sheet,
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
  }

  /** What was sent once never changes, unless the log has forgotten its revision. */
  void sent(Sheet sheet, Replica replica, Frozen now) {
    if (!isShared(sheet) && !hasBeenDamaged(replica.lineage())) {
      Frozen before = frozen.putIfAbsent(name(sheet, replica, now.sequence()), now);
      require(before == null || before.equals(now), sheet, "changed what was sent from " + before);
    }
  }

  private static String name(Sheet sheet, Replica replica, long sequence) {
    return replica.lineage() + " " + sheet.id() + " " + sequence;
  }

  void mayBeFrozenAnew(Sheet sheet, Replica replica) {
    Frozen now = replica.state().inFlight().orElseThrow();
    boolean forgotten = now.revision() < store.lineage(replica.lineage()).reach();
    require(forgotten || isShared(sheet), sheet, "was told that its operation is stale");
    frozen.remove(name(sheet, replica, now.sequence()));
  }

  void compacted(Sheet sheet, Replica replica, Opened answer) {
    Lineage log = store.lineage(answer.lineage());
    // Who stands at the floor has no entry left to prove it by.
    require(replica.state().revision() <= log.reach(), sheet, "was told that the log is too short");
    replica
        .state()
        .inFlight()
        .ifPresent(frozenBefore -> frozen.remove(name(sheet, replica, frozenBefore.sequence())));
  }

  void diverged(Sheet sheet, Replica replica, Opened answer) {
    long shared = store.lineage(answer.lineage()).sharedWith(replica.lineage());
    boolean other = !answer.lineage().equals(replica.lineage());
    boolean lost =
        hasBeenDamaged(answer.lineage()) && replica.state().revision() > answer.revision();
    require(
        lost || (other && replica.state().revision() > shared),
        sheet,
        "was told that it has diverged");
  }

  /** An outbox that only one writes from is never refused. */
  void mayBeRefused(Sheet sheet, String why) {
    require(isShared(sheet) || isDamaged(sheet), sheet, "was refused: " + why);
  }

  void mayBeReadOnly(Sheet sheet) {
    require(isDamaged(sheet), sheet, "was told that the document can only be read");
  }

  /** Who went back to what is left of a damaged log may stand beside it once it is whole again. */
  private boolean isDamaged(Sheet sheet) {
    return store.hasBeenDamaged(sheet.document());
  }

  private boolean hasBeenDamaged(String lineage) {
    return store.lineage(lineage).hasBeenDamaged();
  }

  boolean isShared(String outbox) {
    return shared.contains(outbox);
  }

  private boolean isShared(Sheet sheet) {
    return isShared(sheet.id());
  }

  void hash(Sheet sheet, Replica replica, int hash) {
    int own = Document.of(DocumentType.TEXT, replica.base()).hash();
    require(own == hash, sheet, "has another hash");
  }

  /**
   * The TypeScript client reports faults that it survives; here it should meet none.
   *
   * @param writer the outbox that it wrote from; it may have another by now
   */
  void mayBeAtFault(Sheet sheet, String writer, String faults) {
    require(isShared(writer) || isDamaged(sheet), sheet, "met a fault: " + faults);
  }

  private static void equal(String wanted, String found, Sheet sheet, String otherwise) {
    require(wanted.equals(found), sheet, otherwise + ": " + found + ", wanted " + wanted);
  }

  private static void require(boolean holds, Sheet sheet, String otherwise) {
    if (!holds) {
      throw new AssertionError(sheet + " " + otherwise);
    }
  }
}
