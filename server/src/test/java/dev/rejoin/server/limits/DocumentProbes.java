package dev.rejoin.server.limits;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.testing.Crowd;
import dev.rejoin.server.testing.FakeParticipant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Limits of a document in memory, each tried in one thread. */
final class DocumentProbes {

  private DocumentProbes() {}

  private static Operation insert(int units) {
    return Operation.builder().insert("x".repeat(units)).build();
  }

  static boolean documentsInMemory(Limits limits, int count) {
    Crowd crowd = new Crowd(limits);
    FakeParticipant last = null;
    for (int i = 0; i < count; i++) {
      last = new FakeParticipant("p" + i);
      crowd.documents.seat("doc" + i, last).open(Optional.of(DocumentType.TEXT), Optional.empty());
      crowd.time.settle();
    }
    return last.refusals.isEmpty();
  }

  static boolean waitingEdits(Limits limits, int count) {
    Crowd crowd = new Crowd(limits);
    Crowd.Guest ann = busy(crowd);
    for (int i = 0; i < count; i++) {
      ann.submit(i + 2, 0, insert(1));
    }
    return isRoom(crowd, ann);
  }

  /** In steps of a UTF-16 unit, which has two bytes. */
  static boolean waitingBytes(Limits limits, int bytes) {
    Crowd crowd = new Crowd(limits);
    Crowd.Guest ann = busy(crowd);
    int most = limits.maxQueuedSubmissionBytesPerDocument();
    int units = (most - 2 * insert(1).weight()) / 2 + 1 + bytes - most;
    ann.submit(2, 0, insert(1));
    ann.submit(3, 0, insert(units));
    return isRoom(crowd, ann);
  }

  /** Somebody whose first edit is being stored, and goes on to be. */
  private static Crowd.Guest busy(Crowd crowd) {
    Crowd.Guest ann = crowd.join("ann");
    crowd.log.hold();
    ann.submit(1, 0, insert(1));
    crowd.time.settle();
    return ann;
  }

  private static boolean isRoom(Crowd crowd, Crowd.Guest guest) {
    crowd.time.settle();
    return guest.participant.take().stream()
        .noneMatch(each -> each instanceof Nack nack && nack.code() == NackCode.BUSY);
  }

  static boolean batch(Limits limits, int entries) {
    Crowd crowd = new Crowd(limits);
    List<Crowd.Guest> others =
        IntStream.range(0, entries).mapToObj(i -> crowd.join("guest" + i)).toList();
    busy(crowd);
    others.forEach(other -> other.submit(1, 0, insert(1)));
    crowd.time.settle();
    crowd.log.release();
    crowd.time.settle();
    return crowd.log.appends.get(1) == entries;
  }

  static boolean idle(Limits limits, int millis) {
    Crowd crowd = new Crowd(limits);
    crowd.join("ann").seat.leave();
    crowd.time.settle();
    int opens = crowd.log.opens;
    crowd.time.advance(millis);
    crowd.join("bob");
    return crowd.log.opens == opens;
  }

  static boolean withoutSnapshot(Limits limits, int entries) {
    Crowd crowd = new Crowd(limits);
    Crowd.Guest ann = crowd.join("ann");
    for (int i = 0; i < entries; i++) {
      ann.submit(i + 1, i, Operation.builder().insert("x").retain(i).build());
      crowd.time.settle();
    }
    return crowd.log.snapshots.isEmpty();
  }
}
