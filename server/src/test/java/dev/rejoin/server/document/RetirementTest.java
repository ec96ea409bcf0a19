package dev.rejoin.server.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.Operation;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.EntryName;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.protocol.ResumePoint;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.storage.StorageException;
import dev.rejoin.server.storage.StoredDocument;
import dev.rejoin.server.testing.Crowd;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Snapshots, and documents that leave memory. */
class RetirementTest {

  private final Crowd crowd = new Crowd();

  private static void write(Crowd crowd, Crowd.Guest author, int count) {
    for (int i = 0; i < count; i++) {
      author.submit(i + 1, i, Operation.builder().retain(i).insert("x").build());
      crowd.time.settle();
    }
  }

  @Test
  void aDocumentThatNobodyHasOpenIsSnapshottedAndForgottenAfterAMinute() {
    var ann = crowd.join("ann");
    write(crowd, ann, 3);
    ann.seat.leave();
    int opens = crowd.log.opens;
    crowd.time.advance(59_000);
    assertEquals(List.of(), crowd.log.snapshots);
    crowd.time.advance(2_000);
    assertEquals(List.of(3L), crowd.log.snapshots);
    assertEquals("xxx", crowd.text());
    assertEquals(opens + 1, crowd.log.opens, "it is read again");
  }

  @Test
  void whoComesWithinTheMinuteKeepsItInMemory() {
    var ann = crowd.join("ann");
    write(crowd, ann, 3);
    ann.seat.leave();
    crowd.time.advance(30_000);
    int opens = crowd.log.opens;
    var bob = crowd.join("bob");
    crowd.time.advance(120_000);
    assertEquals(opens, crowd.log.opens);
    write(crowd, bob, 0);
    assertEquals(List.of(), crowd.log.snapshots);
  }

  @Test
  void whoComesWhileItIsBeingSnapshottedFindsIt() {
    var ann = crowd.join("ann");
    write(crowd, ann, 3);
    ann.seat.leave();
    crowd.time.settle();
    crowd.log.hold();
    crowd.time.advance(61_000);
    var bob = crowd.arrive("bob", Optional.empty(), Optional.empty());
    crowd.time.settle();
    crowd.log.release();
    crowd.time.settle();
    bob.submit(1, 3, Operation.builder().retain(3).insert("!").build());
    crowd.time.settle();
    assertEquals("xxx!", crowd.text());
  }

  @Test
  void whoWaitsForTheLogKeepsTheDocumentHere() {
    Crowd small = new Crowd(Limits.DEFAULT.with("recentLogWeightBytes", 4 << 10));
    var ann = small.join("ann");
    write(small, ann, 2_000);
    ann.seat.leave();
    small.time.settle();
    small.log.hold();
    var bob =
        small.arrive(
            "bob",
            Optional.empty(),
            Optional.of(new ResumePoint("id-1", 1, Optional.of(new EntryName(ann.site(), 1)))));
    small.time.advance(120_000);
    small.log.release();
    small.time.settle();
    int opens = small.log.opens;
    small.join("eve");
    assertEquals(opens, small.log.opens, "there is one copy");
    bob.participant.take();
    bob.submit(1, 2_000, Operation.builder().retain(2_000).insert("!").build());
    small.time.settle();
    bob.participant.takeOnly(Ops.class);
  }

  @Test
  void aDocumentIsSnapshottedEverySoManyEntries() {
    Crowd often = new Crowd(Limits.DEFAULT.with("snapshotEveryEntries", 10));
    write(often, often.join("ann"), 35);
    assertEquals(List.of(10L, 20L, 30L), often.log.snapshots);
  }

  /** Or a server that was killed would have to take all of it into memory when it starts again. */
  @Test
  void aDocumentInWhichMuchComesAndGoesIsSnapshottedBeforeItIsTooMuchToLoad() {
    var ann = crowd.join("ann");
    int length = 1 << 18;
    Operation come = Operation.builder().insert("x".repeat(length)).build();
    Operation go = Operation.builder().remove(length).build();
    for (int i = 0; i < 60; i++) {
      ann.submit(i + 1, i, i % 2 == 0 ? come : go);
      crowd.time.settle();
      StoredDocument stored = crowd.log.truth.open(Crowd.DOCUMENT).result().orElseThrow();
      long bytes = stored.entries().stream().mapToLong(entry -> entry.operation().weight()).sum();
      assertTrue(bytes < (4 << 20) + 4 * length + come.weight(), bytes + " after entry " + i);
    }
    assertEquals(60, crowd.log.truth.open(Crowd.DOCUMENT).result().orElseThrow().head());
  }

  @Test
  void closingStoresWhatWasTakenInAndTakesInNoMore() {
    var ann = crowd.join("ann");
    crowd.log.hold();
    ann.submit(1, 0, Operation.builder().insert("last").build());
    crowd.time.settle();
    Future<Void> closed = crowd.documents.close();
    crowd.time.settle();
    assertFalse(closed.isComplete());
    ann.submit(2, 0, Operation.builder().insert("too late").build());
    crowd.time.settle();
    assertEquals(NackCode.BUSY, ann.participant.takeOnly(Nack.class).code());
    crowd.log.release();
    crowd.time.settle();
    ann.participant.takeOnly(Ops.class);
    assertTrue(closed.succeeded());
    assertEquals(List.of(1L), crowd.log.snapshots);
  }

  @Test
  void closingDoesNotWaitForALogThatCannotBeRead() {
    var ann = crowd.join("ann");
    crowd.log.failAppends(StorageException.Reason.BROKEN);
    crowd.log.failOpens(true);
    ann.submit(1, 0, Operation.builder().insert("a").build());
    crowd.time.settle();
    Future<Void> closed = crowd.documents.close();
    crowd.time.advance(5_000);
    assertTrue(closed.isComplete());
  }

  @Test
  void aDocumentThatDoesNotExistTakesNoPlace() {
    Crowd one = new Crowd(Limits.DEFAULT.with("maxLoadedDocuments", 1));
    one.arrive("ann", Optional.empty(), Optional.empty());
    one.time.settle();
    var other = one.documents.seat("another", new dev.rejoin.server.testing.FakeParticipant("bob"));
    other.open(Optional.of(dev.rejoin.ot.DocumentType.TEXT), Optional.empty());
    one.time.settle();
    assertTrue(one.log.truth.open("another").result().isPresent());
  }
}
