package dev.rejoin.server.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.Frozen;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.EntryName;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ResetReason;
import dev.rejoin.server.protocol.ResumePoint;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.protocol.Site;
import dev.rejoin.server.storage.StorageException.Reason;
import dev.rejoin.server.testing.Crowd;
import dev.rejoin.server.testing.FakeParticipant;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An outbox comes by at a document, and goes. */
class ExchangeTest {

  private static final String LINEAGE = "id-1";
  private static final Optional<ResumePoint> BEGINNING =
      Optional.of(new ResumePoint(LINEAGE, 0, Optional.empty()));

  private final Crowd crowd = new Crowd();

  private static Operation append(String text, int before) {
    return Operation.builder().retain(before).insert(text).build();
  }

  private static Optional<Frozen> edit(long sequence, long revision, Operation operation) {
    return Optional.of(new Frozen(sequence, revision, operation));
  }

  private static Optional<ResumePoint> at(long revision, String name, long sequence) {
    String site = Site.of(FakeParticipant.client(name));
    return Optional.of(
        new ResumePoint(LINEAGE, revision, Optional.of(new EntryName(site, sequence))));
  }

  private Future<Exchanged> comeBy(
      String name, Optional<ResumePoint> resume, Optional<Frozen> edit) {
    return crowd.comeBy(name, Optional.empty(), resume, edit);
  }

  private static List<Step> steps(Opened opened) {
    return ((OpenedBody.Missed) opened.body()).steps();
  }

  private static Nack nack(Future<Exchanged> exchange) {
    return ((Exchanged.NotTaken) exchange.result()).nack();
  }

  private static ErrorCode refusal(Future<Exchanged> exchange) {
    return ((RefusedException) exchange.cause()).code();
  }

  /** A document of revision 0. */
  private void make() {
    crowd.upToDate("maker", Optional.empty(), Optional.empty());
  }

  @Test
  void nobodyIsAnsweredBeforeItIsStored() {
    make();
    crowd.log.hold();
    Future<Exchanged> exchange = comeBy("ann", BEGINNING, edit(1, 0, append("hi", 0)));
    crowd.time.settle();
    assertFalse(exchange.isComplete());
    crowd.log.release();
    crowd.time.settle();
    Opened opened = ((Exchanged.UpToDate) exchange.result()).opened();
    assertEquals(1, opened.sequence());
    assertEquals(1, steps(opened).size());
  }

  @Test
  void whoIsHereGetsTheStepAndHearsOfNobody() {
    var bob = crowd.join("bob");
    crowd.upToDate("ann", BEGINNING, edit(1, 0, append("hi", 0)));
    Ops told = bob.participant.takeOnly(Ops.class);
    assertEquals(Site.of(FakeParticipant.client("ann")), ((Step.One) told.steps().get(0)).by());
    assertEquals(0, crowd.upToDate("eve", BEGINNING, Optional.empty()).people().size());
  }

  @Test
  void theAnswerGoesUpToTheHeadThoughOthersWroteMeanwhile() {
    var bob = crowd.join("bob");
    crowd.log.hold();
    Future<Exchanged> exchange = comeBy("ann", BEGINNING, edit(1, 0, append("a", 0)));
    crowd.time.settle();
    bob.submit(1, 0, append("b", 0));
    crowd.time.settle();
    crowd.log.release();
    crowd.time.settle();
    Opened opened = ((Exchanged.UpToDate) exchange.result()).opened();
    assertEquals(opened.revision(), steps(opened).stream().mapToLong(Step::count).sum());
    crowd.upToDate(
        "ann",
        Optional.of(new ResumePoint(LINEAGE, opened.revision(), opened.check())),
        Optional.empty());
    assertEquals("ba", crowd.text());
  }

  @Test
  void theSameAtOnceOnASeatAndTwiceWithoutIsStoredOnce() {
    var seat = crowd.join("ann");
    Operation hi = append("hi", 0);
    Future<Exchanged> one = comeBy("ann", BEGINNING, edit(1, 0, hi));
    seat.submit(1, 0, hi);
    Future<Exchanged> two = comeBy("ann", BEGINNING, edit(1, 0, hi));
    crowd.time.settle();
    assertEquals(one.result(), two.result());
    seat.participant.takeOnly(Ops.class);
    assertEquals("hi", crowd.text());
    assertEquals(List.of(1), crowd.log.appends);
  }

  @Test
  void twoWithOneNameAndOtherContentAreNotBothTaken() {
    make();
    Future<Exchanged> one = comeBy("ann", BEGINNING, edit(1, 0, append("a", 0)));
    Future<Exchanged> two = comeBy("ann", BEGINNING, edit(1, 0, append("b", 0)));
    crowd.time.settle();
    assertTrue(one.result() instanceof Exchanged.UpToDate);
    assertEquals(NackCode.STALE, nack(two).code());
    assertEquals("a", crowd.text());
  }

  @Test
  void aDuplicateOfWhatIsBeingStoredIsAnsweredWhenItIsStored() {
    make();
    crowd.log.hold();
    Future<Exchanged> one = comeBy("ann", BEGINNING, edit(1, 0, append("a", 0)));
    crowd.time.settle();
    Future<Exchanged> two = comeBy("ann", BEGINNING, edit(1, 0, append("a", 0)));
    crowd.time.settle();
    assertFalse(one.isComplete() || two.isComplete());
    crowd.log.release();
    crowd.time.settle();
    assertEquals(one.result(), two.result());
  }

  @ParameterizedTest
  @CsvSource({"QUEUE_FULL, BUSY", "DISK_FULL, STORAGE", "BROKEN, STORAGE"})
  void aFailedAppendIsAnsweredByNameAndCanBeTriedAgain(Reason reason, NackCode code) {
    make();
    crowd.log.failAppends(reason);
    Future<Exchanged> failed = comeBy("ann", BEGINNING, edit(1, 0, append("a", 0)));
    crowd.time.settle();
    assertEquals(code, nack(failed).code());
    assertTrue(nack(failed).retry() && nack(failed).afterMillis().isPresent());
    crowd.log.heal();
    assertEquals(1, steps(crowd.upToDate("ann", BEGINNING, edit(1, 0, append("a", 0)))).size());
    assertEquals("a", crowd.text());
  }

  @Test
  void anAppendThatFailedButWasStoredIsNotDoneTwice() {
    make();
    crowd.log.failAppendsAfterStoring();
    Future<Exchanged> failed = comeBy("ann", BEGINNING, edit(1, 0, append("a", 0)));
    crowd.time.settle();
    assertEquals(NackCode.STORAGE, nack(failed).code());
    crowd.log.heal();
    Opened opened = crowd.upToDate("ann", BEGINNING, edit(1, 0, append("a", 0)));
    assertEquals(1, opened.revision());
    assertEquals("a", crowd.text());
  }

  @Test
  void whatAnotherNodeStoredFirstIsTakenInBefore() {
    var bob = crowd.join("bob");
    Entry far = new Entry(1, Site.of(FakeParticipant.client("far")), 1, "~far", 1, append("f", 0));
    crowd.log.truth.append(Crowd.DOCUMENT, LINEAGE, 0, List.of(far));
    Opened opened = crowd.upToDate("ann", BEGINNING, edit(1, 0, append("a", 0)));
    assertEquals(2, opened.revision());
    assertEquals(2, steps(opened).size());
    assertEquals(2, bob.participant.take().size());
    assertEquals("af", crowd.text());
  }

  @Test
  void anEditOfAnotherLogIsNotLookedAt() {
    make();
    crowd.upToDate("ann", BEGINNING, edit(1, 0, append("hi", 0)));
    Operation fits = append("!", 2);
    List<Optional<ResumePoint>> elsewhere =
        List.of(
            Optional.of(new ResumePoint("other", 0, Optional.empty())),
            at(1, "bob", 1),
            at(1, "ann", 2),
            at(2, "ann", 1));
    for (Optional<ResumePoint> point : elsewhere) {
      Opened opened = crowd.upToDate("ann", point, edit(2, 1, fits));
      OpenedBody.Whole whole = (OpenedBody.Whole) opened.body();
      assertEquals(Optional.of(ResetReason.DIVERGED), whole.reason(), point.toString());
      assertEquals("hi", whole.content().apply(""));
      assertEquals(1, opened.sequence());
    }
    assertEquals("hi", crowd.text());
  }

  @Test
  void whatMemoryForgotIsReadFromTheLogAlsoForTheEdit() {
    Crowd small = new Crowd(Limits.DEFAULT.with("recentLogWeightBytes", 4 << 10));
    var bob = small.join("bob");
    for (int i = 0; i < 1_000; i++) {
      bob.submit(i + 1, i, append("b", i));
      small.time.settle();
    }
    Opened opened = small.upToDate("ann", at(10, "bob", 10), edit(1, 5, append("a", 5)));
    assertTrue(small.log.reads >= 3, "reads: " + small.log.reads);
    assertEquals(2, steps(opened).size());
    assertEquals(990, steps(opened).get(0).count());
    assertEquals(1_001, opened.revision());
    assertEquals("bbbbb" + "a" + "b".repeat(995), small.text());
  }

  @Test
  void whatCannotBeReadIsAnErrorAndTheEditIsNotTaken() {
    make();
    crowd.time.advance(120_000);
    crowd.log.failOpens(true);
    Future<Exchanged> exchange = comeBy("ann", BEGINNING, edit(1, 0, append("a", 0)));
    crowd.time.settle();
    assertEquals(ErrorCode.INTERNAL, refusal(exchange));
    crowd.log.heal();
    crowd.time.advance(2_000);
    assertEquals("", crowd.text());
  }

  @Test
  void thereIsNoDocumentUnlessItIsWanted() {
    Future<Exchanged> reader = comeBy("ann", BEGINNING, edit(1, 0, append("a", 0)));
    crowd.time.settle();
    assertEquals(ErrorCode.NOT_FOUND, refusal(reader));
    Future<Exchanged> maker =
        crowd.comeBy("ann", Optional.of(DocumentType.TEXT), BEGINNING, Optional.empty());
    crowd.time.settle();
    assertEquals(0, ((Exchanged.UpToDate) maker.result()).opened().revision());
  }

  @Test
  void aServerThatGoesAwaySaysSo() {
    make();
    crowd.documents.close();
    crowd.time.settle();
    Future<Exchanged> exchange = comeBy("ann", BEGINNING, edit(1, 0, append("a", 0)));
    crowd.time.settle();
    assertEquals(ErrorCode.RATE, refusal(exchange));
  }

  @Test
  void theDocumentLeavesMemoryAfterwards() {
    crowd.upToDate("ann", Optional.empty(), Optional.empty());
    crowd.upToDate("ann", BEGINNING, edit(1, 0, append("a", 0)));
    int opens = crowd.log.opens;
    crowd.time.advance(120_000);
    assertEquals(List.of(1L), crowd.log.snapshots);
    assertEquals("a", crowd.text());
    assertEquals(opens + 1, crowd.log.opens);
  }
}
