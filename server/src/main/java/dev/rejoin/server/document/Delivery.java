package dev.rejoin.server.document;

import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.Refusal;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What one document says: steps to everybody, and to an author why an edit was not taken. */
final class Delivery {

  /** A receiver gets a hash at least once in so many revisions. */
  private static final int HASH_EVERY = 256;

  private static final long BUSY_RETRY_MILLIS = 200;
  private static final long STORAGE_RETRY_MILLIS = 1_000;

  private final String document;
  private final Audience audience;
  private final Presence presence;
  private long hashed;

  Delivery(String document, Audience audience, Presence presence) {
    this.document = document;
    this.audience = audience;
    this.presence = presence;
  }

  /** The document was read. */
  void begin(WorkingCopy copy) {
    hashed = copy.head();
  }

  /**
   * How many entries the next message may have, so that no receiver goes too long without a hash.
   */
  int untilHash(long head) {
    return (int) (HASH_EVERY - (head - hashed));
  }

  /** Tells everybody of entries that are stored; the copy has taken them in. */
  void steps(WorkingCopy copy, List<Entry> entries) {
    presence.moveThrough(entries);
    OptionalInt hash = OptionalInt.empty();
    if (copy.head() - hashed >= HASH_EVERY) {
      hashed = copy.head();
      hash = OptionalInt.of(copy.hash());
    }
    if (!audience.isEmpty()) {
      long from = entries.get(0).revision() - 1;
      List<Step> steps = entries.stream().map(Delivery::step).toList();
      Ops ops = new Ops(document, from, steps, Optional.empty(), hash);
      audience.deliver(EncodedMessage.of(ops), copy.head());
    }
  }

  private static Step step(Entry entry) {
    return new Step.One(entry.site(), entry.sequence(), entry.operation());
  }

  /**
   * Sends a seat all that it has missed, and from now on what everybody gets. If there is no room
   * for all that is to be said of people, the rest follows when there is: the seat stays behind.
   */
  void refresh(Seat seat, WorkingCopy copy, List<Step> steps) {
    if (!steps.isEmpty()) {
      Ops ops =
          new Ops(document, seat.revision, steps, copy.lastName(), OptionalInt.of(copy.hash()));
      seat.participant().deliver(EncodedMessage.of(ops));
      seat.revision = copy.head();
    }
    if (presence.tellMissed(seat, copy.head())) {
      seat.behind = false;
      seat.known = Map.of();
      seat.told = Map.of();
    }
  }

  /** Tells the authors of a batch what became of their edits; what was accepted is stored. */
  void settle(Batch batch) {
    batch.done().forEach(queued -> queued.author().taken());
    for (Batch.NotTaken notTaken : batch.refused()) {
      refuse(notTaken.queued(), code(notTaken.why().code()), notTaken.why().message());
    }
  }

  void refuseAll(Collection<Queued> all, NackCode code, String message) {
    all.forEach(queued -> refuse(queued, code, message));
  }

  void refuse(Queued queued, NackCode code, String message) {
    long sequence = queued.submission().sequence();
    Nack nack = new Nack(document, sequence, code, message, code.retry(), after(code));
    queued.author().refused(nack);
  }

  private static OptionalLong after(NackCode code) {
    return switch (code) {
      case BUSY -> OptionalLong.of(BUSY_RETRY_MILLIS);
      case STORAGE -> OptionalLong.of(STORAGE_RETRY_MILLIS);
      default -> OptionalLong.empty();
    };
  }

  private static NackCode code(Refusal refusal) {
    return switch (refusal) {
      case STALE -> NackCode.STALE;
      case GAP -> NackCode.GAP;
      case FUTURE -> NackCode.FUTURE;
      case INVALID -> NackCode.INVALID;
      case TOO_LARGE -> NackCode.TOO_LARGE;
      case FULL -> NackCode.FULL;
    };
  }
}
