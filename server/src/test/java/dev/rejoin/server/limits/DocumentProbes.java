package dev.rejoin.server.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.FoldedLog;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.document.Environment;
import dev.rejoin.server.document.Retention;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.testing.Crowd;
import dev.rejoin.server.testing.FakeParticipant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Limits of a document in memory, each tried in one thread. */
final class DocumentProbes {

  private static final int ENTRIES_OF_A_BLOCK = 512;
  private static final int REST_OF_A_ROUND = 1_000;

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

  /** Whether entries of so much weight, in two blocks, are all remembered. */
  static boolean remembered(Limits limits, int bytes) {
    Crowd crowd = new Crowd(limits);
    Crowd.Guest ann = crowd.join("ann");
    Crowd.Guest bob = crowd.join("bob");
    bob.participant.room = false;
    write(crowd, ann, ENTRIES_OF_A_BLOCK + 1);
    int head = ENTRIES_OF_A_BLOCK + 1;
    int units = unitsToWeigh(crowd, bytes - bytes / 4);
    ann.submit(head + 1, head, Operation.builder().insert("x".repeat(units)).retain(head).build());
    crowd.time.settle();
    bob.participant.room = true;
    bob.seat.drained();
    crowd.time.settle();
    return crowd.log.reads == 0;
  }

  /** How long an insert has to be for all entries to weigh so much. */
  private static int unitsToWeigh(Crowd crowd, int bytes) {
    List<Entry> entries = crowd.log.truth.read(Crowd.DOCUMENT, 0, ENTRIES_OF_A_BLOCK + 1).result();
    for (int units = 1; true; units++) {
      FoldedLog log = new FoldedLog(0, Long.MAX_VALUE);
      entries.forEach(log::append);
      Entry last = entries.get(entries.size() - 1);
      int head = entries.size();
      log.append(
          new Entry(
              head + 1,
              last.site(),
              head + 1,
              last.user(),
              last.at(),
              Operation.builder().insert("x".repeat(units)).retain(head).build()));
      if (log.weight() >= bytes) {
        assertEquals(bytes, log.weight());
        return units;
      }
    }
  }

  private static void write(Crowd crowd, Crowd.Guest author, int entries) {
    for (int i = 0; i < entries; i++) {
      author.submit(i + 1, i, Operation.builder().insert("x").retain(i).build());
      crowd.time.settle();
    }
  }

  /** Whether so long after the start nothing has been forgotten yet. */
  static boolean keptUntilTheNextLook(Limits limits, int millis) {
    return pieces(limits, 3, millis) == 0;
  }

  /** Whether so many entries are looked at together; the last of them stays. */
  static boolean forgottenAtOnce(Limits limits, int entries) {
    return pieces(limits, entries, limits.trimEveryMillis() + REST_OF_A_ROUND) == 1;
  }

  /** In how many pieces the old entries of a document are forgotten. */
  private static int pieces(Limits limits, int entries, int millis) {
    Crowd crowd = new Crowd(limits);
    write(crowd, crowd.join("ann"), entries);
    crowd.time.advance(2);
    List<Long> floors = new ArrayList<>();
    Environment environment =
        new Environment(crowd.log, crowd.time, crowd.time, limits, () -> "unused");
    Retention retention =
        new Retention(environment, Duration.ofMillis(1), (document, floor) -> floors.add(floor));
    retention.start();
    crowd.time.advance(millis);
    retention.stop();
    // The piece that is being cut is told of when it has rested.
    crowd.time.advance(REST_OF_A_ROUND);
    return floors.size();
  }
}
