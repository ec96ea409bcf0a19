package dev.rejoin.server.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.EntryName;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ResetReason;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.testing.Crowd;
import dev.rejoin.server.testing.SmallPages;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people get who open a document, for the first time or again. */
class OpeningTest {

  private static final String LINEAGE = "id-1";

  private final Crowd crowd = new Crowd();

  private static Operation append(String text, int before) {
    return Operation.builder().retain(before).insert(text).build();
  }

  /** A document "abc…" that ann wrote letter by letter. */
  private static Crowd.Guest write(Crowd crowd, int letters) {
    var ann = crowd.join("ann");
    for (int i = 0; i < letters; i++) {
      ann.submit(i + 1, i, append(String.valueOf((char) ('a' + i % 26)), i));
      crowd.time.settle();
    }
    ann.participant.take();
    return ann;
  }

  private static OpenedBody.Missed missed(Opened opened) {
    return (OpenedBody.Missed) opened.body();
  }

  private static Optional<ResetReason> reason(Opened opened) {
    return ((OpenedBody.Whole) opened.body()).reason();
  }

  @Test
  void thereIsNoDocumentUnlessItIsWanted() {
    var ann = crowd.arrive("ann", Optional.empty(), Optional.empty());
    crowd.time.settle();
    assertEquals(List.of(ErrorCode.NOT_FOUND), ann.participant.refusals);
    assertTrue(crowd.log.truth.open(Crowd.DOCUMENT).result().isEmpty());
  }

  @Test
  void whoWantsADocumentGetsItThoughSomebodyWhoDoesNotAskedFirst() {
    crowd.log.hold();
    var ann = crowd.arrive("ann", Optional.empty(), Optional.empty());
    crowd.time.settle();
    var bob = crowd.arrive("bob", Optional.of(DocumentType.TEXT), Optional.empty());
    crowd.time.settle();
    crowd.log.release();
    crowd.time.settle();
    assertEquals(List.of(), bob.participant.refusals);
    bob.participant.takeOnly(Opened.class);
    assertEquals(List.of(ErrorCode.NOT_FOUND), ann.participant.refusals);
  }

  @Test
  void aWantedDocumentIsMadeAndEmpty() {
    var ann = crowd.arrive("ann", Optional.of(DocumentType.RICH_TEXT), Optional.empty());
    crowd.time.settle();
    Opened opened = ann.participant.takeOnly(Opened.class);
    assertEquals(DocumentType.RICH_TEXT, opened.type());
    assertEquals(0, opened.revision());
    assertEquals(Optional.empty(), opened.check());
    assertEquals(0, opened.sequence());
  }

  @Test
  void theAnswerTellsTheHeadItsNameAndTheLastOwnNumber() {
    write(crowd, 3);
    var bob = crowd.arrive("bob", Optional.empty(), Optional.empty());
    var ann = crowd.arrive("ann", Optional.empty(), Optional.empty());
    crowd.time.settle();
    Opened forBob = (Opened) bob.participant.take().get(0);
    assertEquals(3, forBob.revision());
    assertEquals(new EntryName(ann.site(), 3), forBob.check().orElseThrow());
    assertEquals(0, forBob.sequence());
    assertEquals(3, ann.participant.takeOnly(Opened.class).sequence());
  }

  @Test
  void theNextMessageContinuesWhereTheAnswerEnds() {
    var ann = write(crowd, 3);
    crowd.log.hold();
    ann.submit(4, 3, append("d", 3));
    crowd.time.settle();
    var bob = crowd.arrive("bob", Optional.empty(), Optional.empty());
    crowd.time.settle();
    ann.submit(5, 4, append("e", 4));
    crowd.log.release();
    crowd.time.settle();
    long at = -1;
    for (var message : bob.participant.take()) {
      if (message instanceof Opened opened) {
        at = opened.revision();
      } else if (message instanceof Ops ops) {
        assertEquals(at, ops.from());
        at = ops.to();
      }
    }
    assertEquals(5, at);
  }

  @Test
  void whoMissedNothingGetsNoSteps() {
    var ann = write(crowd, 3);
    Opened opened = crowd.resume("bob", LINEAGE, 3, new EntryName(ann.site(), 3));
    assertEquals(List.of(), missed(opened).steps());
  }

  @Test
  void whoMissedALotGetsOneFold() {
    var ann = write(crowd, 100);
    Opened opened = crowd.resume("bob", LINEAGE, 20, new EntryName(ann.site(), 20));
    Step.Folded fold = (Step.Folded) missed(opened).steps().get(0);
    assertEquals(80, fold.count());
    assertEquals(20, fold.operation().baseLength());
    assertEquals(100, fold.operation().targetLength());
  }

  @Test
  void ownEntriesAreNeverInAFold() {
    var ann = write(crowd, 10);
    var bob = crowd.join("bob");
    bob.submit(1, 10, append("!", 10));
    crowd.time.settle();
    ann.submit(11, 11, append("k", 11));
    crowd.time.settle();
    Opened opened = crowd.resume("bob", LINEAGE, 5, new EntryName(ann.site(), 5));
    List<Step> steps = missed(opened).steps();
    assertEquals(3, steps.size());
    assertEquals(5, steps.get(0).count());
    assertEquals(new Step.One(bob.site(), 1, append("!", 10)), steps.get(1));
    assertEquals(1, steps.get(2).count());
  }

  @Test
  void anotherLineageOrEntryOrFutureHasDiverged() {
    var ann = write(crowd, 3);
    EntryName third = new EntryName(ann.site(), 3);
    assertEquals(Optional.of(ResetReason.DIVERGED), reason(crowd.resume("b", "other", 3, third)));
    assertEquals(Optional.of(ResetReason.DIVERGED), reason(crowd.resume("c", LINEAGE, 2, third)));
    assertEquals(Optional.of(ResetReason.DIVERGED), reason(crowd.resume("d", LINEAGE, 4, third)));
  }

  /**
   * Found by the simulation of a cluster: it was told that what it had in flight was not stored,
   * and froze it anew under a name that was taken.
   */
  @Test
  void whoseOperationAnotherNodeHasStoredIsToldOfIt() {
    crowd.log.shared = true;
    Crowd other = new Crowd(Limits.DEFAULT, crowd.log);
    EntryName first = new EntryName(write(crowd, 1).site(), 1);
    other.join("eve").submit(1, 1, append("in flight", 1));
    other.time.settle();
    Opened opened = crowd.resume("eve", LINEAGE, 1, first);
    assertEquals(1, opened.sequence());
    assertEquals(2, opened.revision());
  }

  /** Found by the simulation of a cluster: it was told that it had diverged. */
  @Test
  void whoHasSeenMoreOfTheLogThanThisNodeIsCaughtUpWith() {
    crowd.log.shared = true;
    Crowd other = new Crowd(Limits.DEFAULT, crowd.log);
    var bob = crowd.join("bob");
    var ann = write(other, 3);
    Opened opened = crowd.resume("ann", LINEAGE, 3, new EntryName(ann.site(), 3));
    assertEquals(List.of(), missed(opened).steps());
    assertEquals(3, opened.revision());
    Ops told = (Ops) bob.participant.take().get(0);
    assertEquals(3, told.steps().size());
  }

  @Test
  void whatMemoryForgotIsReadFromTheLogPageByPage() {
    Crowd small = new Crowd(Limits.DEFAULT.with("recentLogWeightBytes", 4 << 10));
    var ann = write(small, 9_000);
    Opened opened = small.resume("bob", LINEAGE, 10, new EntryName(ann.site(), 10));
    assertTrue(small.log.reads >= 3, "reads: " + small.log.reads);
    Step.Folded fold = (Step.Folded) missed(opened).steps().get(0);
    assertEquals(8_990, fold.count());
    assertEquals(9_000, fold.operation().targetLength());
  }

  @Test
  void whoWroteMoreThanCanBeToldOneByOneGetsTheWhole() {
    Crowd small = new Crowd(Limits.DEFAULT.with("recentLogWeightBytes", 4 << 10));
    var ann = small.join("ann");
    String paste = "x".repeat(1 << 20);
    for (int i = 0; i < 30; i++) {
      var edit = Operation.builder();
      ann.submit(i + 1, i, (i % 2 == 0 ? edit.insert(paste) : edit.remove(paste.length())).build());
      small.time.settle();
    }
    SmallPages pages = SmallPages.counted(small.log.truth, 4);
    small.log.truth = pages.log();
    Opened opened = small.resume("ann", LINEAGE, 0, null);
    OpenedBody.Whole whole = assertInstanceOf(OpenedBody.Whole.class, opened.body());
    assertEquals(Optional.of(ResetReason.COMPACTED), whole.reason());
    assertEquals(30, opened.sequence());
    assertTrue(pages.reads() <= 5, pages.reads() + " reads");
    Opened others = small.resume("bob", LINEAGE, 0, null);
    assertEquals(1, missed(others).steps().size());
    Opened last = small.resume("ann", LINEAGE, 29, new EntryName(ann.site(), 29));
    assertEquals(1, missed(last).steps().size());
  }

  @Test
  void whoLeavesBeforeTheAnswerGetsNone() {
    write(crowd, 1);
    crowd.log.hold();
    var bob = crowd.arrive("bob", Optional.empty(), Optional.empty());
    bob.seat.leave();
    crowd.log.release();
    crowd.time.settle();
    assertEquals(List.of(), bob.participant.take());
  }
}
