package dev.rejoin.server.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.protocol.Site;
import dev.rejoin.server.storage.StorageException.Reason;
import dev.rejoin.server.testing.Crowd;
import dev.rejoin.server.testing.FakeParticipant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A log that another node writes to, that fails, or whose answers are lost. */
class UnreliableLogTest {

  private final Crowd crowd = new Crowd();

  private static Operation insert(String text, int after) {
    return Operation.builder().insert(text).retain(after).build();
  }

  /** Another node stores something behind this one's back. */
  private void elsewhere(long revision, String name, long sequence, Operation operation) {
    String lineage = crowd.log.truth.open(Crowd.DOCUMENT).result().orElseThrow().lineage();
    Entry entry =
        new Entry(
            revision, Site.of(FakeParticipant.client(name)), sequence, "~" + name, 1, operation);
    crowd.log.truth.append(Crowd.DOCUMENT, lineage, revision - 1, List.of(entry));
  }

  @Test
  void whatAnotherNodeStoredFirstIsTakenInAndTheQueueIsDoneAgain() {
    var ann = crowd.join("ann");
    elsewhere(1, "far", 1, insert("far ", 0));
    ann.submit(1, 0, insert("near ", 0));
    crowd.time.settle();
    var told = ann.participant.take();
    assertEquals(2, told.size());
    assertEquals(
        new Step.One(Site.of(FakeParticipant.client("far")), 1, insert("far ", 0)),
        ((Ops) told.get(0)).steps().get(0));
    assertEquals("near far ", crowd.text());
  }

  @Test
  void anEditThatAnotherNodeStoredAlreadyIsDone() {
    var ann = crowd.join("ann");
    elsewhere(1, "ann", 1, insert("once", 0));
    ann.submit(1, 0, insert("once", 0));
    crowd.time.settle();
    assertEquals(1, ann.participant.takeOnly(Ops.class).steps().size());
    assertEquals("once", crowd.text());
  }

  @ParameterizedTest
  @CsvSource({"QUEUE_FULL, BUSY", "DISK_FULL, STORAGE", "BROKEN, STORAGE"})
  void aFailedAppendIsAnsweredByNameAndCanBeTriedAgain(Reason reason, NackCode code) {
    var ann = crowd.join("ann");
    var bob = crowd.join("bob");
    ann.participant.take();
    crowd.log.failAppends(reason);
    ann.submit(1, 0, insert("a", 0));
    crowd.time.settle();
    Nack nack = ann.participant.takeOnly(Nack.class);
    assertEquals(code, nack.code());
    assertTrue(nack.retry() && nack.afterMillis().isPresent(), nack.toString());
    assertEquals(List.of(), bob.participant.take());
    crowd.log.heal();
    ann.submit(1, 0, insert("a", 0));
    crowd.time.settle();
    assertEquals(1, ann.participant.takeOnly(Ops.class).steps().size());
    assertEquals("a", crowd.text());
  }

  @Test
  void anAppendThatFailedButWasStoredIsNotDoneTwice() {
    var ann = crowd.join("ann");
    var bob = crowd.join("bob");
    ann.participant.take();
    crowd.log.failAppendsAfterStoring();
    ann.submit(1, 0, insert("a", 0));
    crowd.time.settle();
    crowd.log.heal();
    ann.submit(1, 0, insert("a", 0));
    crowd.time.settle();
    List<?> steps =
        ann.participant.take().stream()
            .filter(Ops.class::isInstance)
            .flatMap(ops -> ((Ops) ops).steps().stream())
            .toList();
    assertEquals(List.of(new Step.One(ann.site(), 1, insert("a", 0))), steps);
    assertEquals(1, ((Ops) bob.participant.take().get(0)).steps().size());
    assertEquals("a", crowd.text());
  }

  @Test
  void manyWhoComeAtOnceLoadTheDocumentOnce() {
    crowd.log.truth.create(Crowd.DOCUMENT, DocumentType.TEXT, "lineage", 1);
    crowd.log.hold();
    for (int i = 0; i < 100; i++) {
      crowd.arrive("p" + i, Optional.empty(), Optional.empty());
    }
    crowd.time.settle();
    crowd.log.release();
    crowd.time.settle();
    assertEquals(1, crowd.log.opens);
  }

  @Test
  void aLoadThatFailsNeverBecomesAnEmptyDocument() {
    var ann = crowd.join("ann");
    ann.submit(1, 0, insert("precious", 0));
    crowd.time.settle();
    ann.seat.leave();
    crowd.time.advance(120_000);
    crowd.log.failOpens(true);
    var bob = crowd.arrive("bob", Optional.of(DocumentType.TEXT), Optional.empty());
    crowd.time.settle();
    assertEquals(List.of(ErrorCode.INTERNAL), bob.participant.refusals);
    assertEquals(List.of(), bob.participant.take());
    crowd.log.heal();
    crowd.time.advance(2_000);
    assertEquals("precious", crowd.text());
  }

  @Test
  void aDocumentThatCannotBeReadIsTriedAgainWhileSomebodyIsThere() {
    var ann = crowd.join("ann");
    crowd.log.failAppends(Reason.BROKEN);
    crowd.log.failOpens(true);
    ann.submit(1, 0, insert("a", 0));
    crowd.time.advance(5_000);
    assertEquals(NackCode.STORAGE, ann.participant.takeOnly(Nack.class).code());
    crowd.log.heal();
    crowd.time.advance(5_000);
    ann.submit(1, 0, insert("a", 0));
    crowd.time.settle();
    ann.participant.takeOnly(Ops.class);
  }

  @Test
  void whoHasMoreThanTheLogStartsAfresh() {
    var ann = crowd.join("ann");
    ann.submit(1, 0, insert("a", 0));
    crowd.time.settle();
    crowd.log.restoreNothing();
    ann.submit(2, 1, insert("b", 1));
    crowd.time.settle();
    assertEquals(1, ann.participant.dismissals);
  }

  @Test
  void anEditOfLongAgoWaitsForTheLogWhileOthersGoOn() {
    Crowd small = new Crowd(Limits.DEFAULT.with("recentLogWeightBytes", 4 << 10));
    var ann = small.join("ann");
    for (int i = 0; i < 2_000; i++) {
      ann.submit(i + 1, i, insert("x", i));
      small.time.settle();
    }
    var bob = small.join("bob");
    small.log.hold();
    bob.submit(1, 0, insert("b", 0));
    small.time.settle();
    assertEquals(1, small.log.reads);
    ann.submit(2_001, 2_000, insert("y", 2_000));
    small.time.settle();
    small.log.release();
    small.time.settle();
    assertEquals("y" + "x".repeat(2_000), small.text().replace("b", ""));
    assertEquals(2_002, small.text().length());
  }

  @Test
  void theLogIsReadOnceForAllEditsOfLongAgo() {
    Crowd small = new Crowd(Limits.DEFAULT.with("recentLogWeightBytes", 4 << 10));
    var ann = small.join("ann");
    for (int i = 0; i < 2_000; i++) {
      ann.submit(i + 1, i, insert("x", i));
      small.time.settle();
    }
    var bob = small.join("bob");
    var eve = small.join("eve");
    bob.participant.take();
    small.log.hold();
    for (int i = 0; i < 50; i++) {
      bob.submit(1, 0, insert("b", 0));
      eve.submit(1, i, insert("e", i));
      small.time.settle();
    }
    assertEquals(1, small.log.reads);
    small.log.release();
    small.time.settle();
    assertEquals(2_002, small.text().length());
    assertEquals(
        2,
        bob.participant.take().stream()
            .filter(Ops.class::isInstance)
            .mapToLong(ops -> ((Ops) ops).steps().size())
            .sum());
  }

  @Test
  void anEditOfLongAgoIsAnsweredWhenTheLogCannotBeRead() {
    Crowd small = new Crowd(Limits.DEFAULT.with("recentLogWeightBytes", 4 << 10));
    var ann = small.join("ann");
    for (int i = 0; i < 2_000; i++) {
      ann.submit(i + 1, i, insert("x", i));
      small.time.settle();
    }
    var bob = small.join("bob");
    small.log.failReads(true);
    bob.submit(1, 0, insert("b", 0));
    small.time.settle();
    assertEquals(NackCode.STORAGE, bob.participant.takeOnly(Nack.class).code());
  }
}
