package dev.rejoin.server.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.testing.Crowd;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Edits of people who have one document open, as long as the log does what it is asked. */
class EditingTest {

  private final Crowd crowd = new Crowd();

  private static Operation insert(String text, int before, int after) {
    return Operation.builder().retain(before).insert(text).retain(after).build();
  }

  @Test
  void everybodyIsToldTheAuthorIncluded() {
    var ann = crowd.join("ann");
    var bob = crowd.join("bob");
    ann.participant.take();
    ann.submit(1, 0, insert("hi", 0, 0));
    crowd.time.settle();
    Ops told = ann.participant.takeOnly(Ops.class);
    assertEquals(0, told.from());
    assertEquals(List.of(new Step.One(ann.site(), 1, insert("hi", 0, 0))), told.steps());
    assertEquals(told, bob.participant.takeOnly(Ops.class));
  }

  @Test
  void theBytesOfABroadcastAreMadeOnce() {
    var ann = crowd.join("ann");
    var bob = crowd.join("bob");
    ann.submit(1, 0, insert("hi", 0, 0));
    crowd.time.settle();
    assertSame(ann.participant.lastEncoded(), bob.participant.lastEncoded());
  }

  @Test
  void nobodyIsToldBeforeItIsStored() {
    var ann = crowd.join("ann");
    crowd.log.hold();
    ann.submit(1, 0, insert("hi", 0, 0));
    crowd.time.settle();
    assertEquals(List.of(), ann.participant.take());
    crowd.log.release();
    crowd.time.settle();
    ann.participant.takeOnly(Ops.class);
  }

  @Test
  void whoOpensWhileAnAppendIsUnderWayIsNotShownWhatIsNotStored() {
    var ann = crowd.join("ann");
    crowd.log.hold();
    ann.submit(1, 0, insert("hi", 0, 0));
    crowd.time.settle();
    var bob = crowd.arrive("bob", java.util.Optional.empty(), java.util.Optional.empty());
    crowd.time.settle();
    assertEquals(List.of(), bob.participant.take());
    crowd.log.release();
    crowd.time.settle();
    assertEquals("hi", crowd.text());
  }

  @Test
  void whatArrivesDuringAnAppendIsTheNextBatch() {
    var ann = crowd.join("ann");
    var bob = crowd.join("bob");
    var eve = crowd.join("eve");
    crowd.log.hold();
    ann.submit(1, 0, insert("a", 0, 0));
    crowd.time.settle();
    bob.submit(1, 0, insert("b", 0, 0));
    crowd.time.settle();
    eve.submit(1, 0, insert("e", 0, 0));
    crowd.time.settle();
    assertEquals(1, crowd.log.waiting(), "appends in flight");
    crowd.log.release();
    crowd.time.settle();
    assertEquals(List.of(1, 2), crowd.log.appends);
    assertEquals("eba", crowd.text());
  }

  @Test
  void aBatchIsOneMessage() {
    var ann = crowd.join("ann");
    var bob = crowd.join("bob");
    ann.participant.take();
    ann.submit(1, 0, insert("a", 0, 0));
    bob.submit(1, 0, insert("b", 0, 0));
    crowd.time.settle();
    assertEquals(2, ann.participant.takeOnly(Ops.class).steps().size());
  }

  @Test
  void anOperationThatComesTwiceIsStoredOnceAndIsNoError() {
    var ann = crowd.join("ann");
    ann.submit(1, 0, insert("a", 0, 0));
    ann.submit(1, 0, insert("a", 0, 0));
    crowd.time.settle();
    ann.submit(1, 0, insert("a", 0, 0));
    crowd.time.settle();
    assertEquals(1, ann.participant.takeOnly(Ops.class).steps().size());
    assertEquals("a", crowd.text());
  }

  @Test
  void theSameNameWithOtherContentIsStale() {
    var ann = crowd.join("ann");
    ann.submit(1, 0, insert("a", 0, 0));
    crowd.time.settle();
    ann.participant.take();
    ann.submit(1, 0, insert("b", 0, 0));
    crowd.time.settle();
    assertEquals(NackCode.STALE, ann.participant.takeOnly(Nack.class).code());
  }

  @Test
  void aClientOnTwoConnectionsWritesEachOperationOnce() {
    var one = crowd.join("ann");
    var two = crowd.join("ann");
    one.participant.take();
    one.submit(1, 0, insert("a", 0, 0));
    two.submit(1, 0, insert("a", 0, 0));
    crowd.time.settle();
    assertEquals(one.participant.takeOnly(Ops.class), two.participant.takeOnly(Ops.class));
    assertEquals("a", crowd.text());
  }

  @Test
  void aRefusalReachesOnlyItsAuthor() {
    var ann = crowd.join("ann");
    var bob = crowd.join("bob");
    ann.participant.take();
    ann.submit(2, 0, insert("a", 0, 0));
    ann.submit(1, 7, insert("a", 0, 0));
    ann.submit(1, 0, insert("a", 3, 0));
    crowd.time.settle();
    assertEquals(
        List.of(NackCode.GAP, NackCode.FUTURE, NackCode.INVALID),
        ann.participant.take().stream().map(message -> ((Nack) message).code()).toList());
    assertEquals(List.of(), bob.participant.take());
    assertEquals(List.of(), crowd.log.appends);
  }

  @Test
  void aDocumentOverItsLimitIsFull() {
    Crowd small = new Crowd(Limits.DEFAULT.with("maxDocumentLength", 3));
    var ann = small.join("ann");
    ann.submit(1, 0, insert("abc", 0, 0));
    small.time.settle();
    ann.participant.take();
    ann.submit(2, 1, insert("d", 3, 0));
    small.time.settle();
    assertEquals(NackCode.FULL, ann.participant.takeOnly(Nack.class).code());
    assertEquals("abc", small.text());
  }

  @Test
  void aFullQueueIsBusyAndSaysWhenToTryAgain() {
    Crowd small = new Crowd(Limits.DEFAULT.with("maxQueuedSubmissionsPerDocument", 2));
    var ann = small.join("ann");
    var bob = small.join("bob");
    ann.participant.take();
    small.log.hold();
    ann.submit(1, 0, insert("a", 0, 0));
    small.time.settle();
    ann.submit(2, 0, insert("a", 0, 0));
    ann.submit(3, 0, insert("a", 0, 0));
    bob.submit(1, 0, insert("b", 0, 0));
    small.time.settle();
    Nack nack = bob.participant.takeOnly(Nack.class);
    assertEquals(NackCode.BUSY, nack.code());
    assertTrue(nack.retry() && nack.afterMillis().isPresent(), nack.toString());
    small.log.release();
    small.time.settle();
    bob.participant.take();
    bob.submit(1, 0, insert("b", 0, 0));
    small.time.settle();
    bob.participant.takeOnly(Ops.class);
  }

  @Test
  void aHashComesAtLeastOnceIn256Revisions() {
    var authors = IntStream.range(0, 7).mapToObj(i -> crowd.join("author" + i)).toList();
    var reader = crowd.join("reader");
    int sinceHash = 0;
    int hashes = 0;
    for (int i = 0; i < 100; i++) {
      for (var author : authors) {
        author.submit(i + 1, 7L * i, insert("x", 7 * i, 0));
      }
      crowd.time.settle();
      for (var message : reader.participant.take()) {
        Ops ops = (Ops) message;
        sinceHash += ops.steps().size();
        if (ops.hash().isPresent()) {
          sinceHash = 0;
          hashes++;
        }
        assertTrue(sinceHash <= 256, "revisions without a hash: " + sinceHash);
      }
    }
    assertEquals(2, hashes);
  }

  @Test
  void theHashIsThatOfTheContentAfterTheLastStep() {
    var ann = crowd.join("ann");
    for (int i = 0; i < 256; i++) {
      ann.submit(i + 1, i, insert("\u00e9", i, 0));
      crowd.time.settle();
    }
    List<dev.rejoin.server.protocol.ServerMessage> all = ann.participant.take();
    Ops last = (Ops) all.get(all.size() - 1);
    int expected = 0x811c9dc5;
    for (char unit : "\u00e9".repeat(256).toCharArray()) {
      expected = (expected ^ (unit & 0xFF)) * 0x01000193;
      expected = (expected ^ (unit >>> 8)) * 0x01000193;
    }
    assertEquals(expected, last.hash().getAsInt());
  }

  @Test
  void whatWaitsIsBoundedInBytesToo() {
    Crowd small = new Crowd(Limits.DEFAULT.with("maxQueuedSubmissionBytesPerDocument", 4 << 10));
    var ann = small.join("ann");
    var bob = small.join("bob");
    ann.participant.take();
    small.log.hold();
    ann.submit(1, 0, insert("a", 0, 0));
    small.time.settle();
    bob.submit(1, 0, insert("b".repeat(3_000), 0, 0));
    bob.submit(2, 0, insert("c".repeat(3_000), 0, 0));
    small.time.settle();
    Nack nack = bob.participant.takeOnly(Nack.class);
    assertEquals(2, nack.sequence());
    assertEquals(NackCode.BUSY, nack.code());
    small.log.release();
    small.time.settle();
    assertEquals(3_001, small.text().length());
  }
}
