package dev.rejoin.server.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.Operation;
import dev.rejoin.ot.Selection;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.EntryName;
import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.ServerMessage.CursorMoved;
import dev.rejoin.server.protocol.ServerMessage.Joined;
import dev.rejoin.server.protocol.ServerMessage.Left;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.testing.Crowd;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Somebody who does not read as fast as others write. */
class SlowReaderTest {

  private final Crowd crowd = new Crowd();

  private static Operation append(int before) {
    return Operation.builder().retain(before).insert("x").build();
  }

  private static void write(Crowd crowd, Crowd.Guest author, int from, int to) {
    for (int i = from; i < to; i++) {
      author.submit(i + 1, i, append(i));
      crowd.time.settle();
    }
  }

  @Test
  void whoIsBehindGetsNothingAndThenOneFold() {
    var ann = crowd.join("ann");
    var bob = crowd.join("bob");
    write(crowd, ann, 0, 5);
    bob.participant.take();
    bob.participant.room = false;
    write(crowd, ann, 5, 50);
    assertEquals(List.of(), bob.participant.take());
    bob.participant.room = true;
    write(crowd, ann, 50, 60);
    assertEquals(List.of(), bob.participant.take(), "before it says that it has drained");
    bob.seat.drained();
    crowd.time.settle();
    Ops ops = (Ops) bob.participant.take().get(0);
    assertEquals(5, ops.from());
    assertEquals(55, ((Step.Folded) ops.steps().get(0)).count());
    assertEquals(new EntryName(ann.site(), 60), ops.check().orElseThrow());
    assertTrue(ops.hash().isPresent());
    write(crowd, ann, 60, 61);
    assertEquals(60, bob.participant.takeOnly(Ops.class).from());
  }

  @Test
  void ownEntriesOfASlowReaderAreSteps() {
    var ann = crowd.join("ann");
    var bob = crowd.join("bob");
    bob.participant.room = false;
    write(crowd, ann, 0, 3);
    bob.submit(1, 0, append(0));
    crowd.time.settle();
    bob.participant.room = true;
    bob.seat.drained();
    crowd.time.settle();
    Ops ops = (Ops) bob.participant.take().get(0);
    Operation moved = Operation.builder().insert("x").retain(3).build();
    assertEquals(new Step.One(bob.site(), 1, moved), ops.steps().get(1));
  }

  @Test
  void whoFallsBehindAgainWaitsForTheNextTime() {
    var ann = crowd.join("ann");
    var bob = crowd.join("bob");
    bob.participant.room = false;
    write(crowd, ann, 0, 3);
    bob.seat.drained();
    crowd.time.settle();
    assertEquals(List.of(), bob.participant.take());
    bob.participant.room = true;
    bob.seat.drained();
    crowd.time.settle();
    assertEquals(0, ((Ops) bob.participant.take().get(0)).from());
  }

  @Test
  void whatMemoryForgotMeanwhileIsReadFromTheLog() {
    Crowd small = new Crowd(Limits.DEFAULT.with("recentLogWeightBytes", 4 << 10));
    var ann = small.join("ann");
    var bob = small.join("bob");
    bob.participant.room = false;
    write(small, ann, 0, 1_000);
    bob.participant.room = true;
    bob.seat.drained();
    small.time.settle();
    assertTrue(small.log.reads > 0);
    Ops ops = (Ops) bob.participant.take().get(0);
    assertEquals(1_000, ops.to());
    assertEquals(1, ops.steps().size());
  }

  @Test
  void whoCannotBeBroughtUpToDateIsSentAwayAndLeavesNoTrace() {
    Crowd small = new Crowd(Limits.DEFAULT.with("recentLogWeightBytes", 4 << 10));
    var ann = small.join("ann");
    var bob = small.join("bob");
    bob.participant.room = false;
    write(small, ann, 0, 1_000);
    ann.participant.take();
    small.log.failReads(true);
    bob.participant.room = true;
    bob.seat.drained();
    small.time.settle();
    assertEquals(1, bob.participant.dismissals);
    assertEquals("session-bob", ann.participant.takeOnly(Left.class).session());
    bob.seat.leave();
    ann.seat.leave();
    small.time.advance(120_000);
    assertEquals(1_000, small.log.snapshots.get(small.log.snapshots.size() - 1));
  }

  @Test
  void whoCameAndWentMeanwhileIsToldAfterwards() {
    var ann = crowd.join("ann");
    var bob = crowd.join("bob");
    bob.participant.room = false;
    write(crowd, ann, 0, 3);
    ann.seat.leave();
    var eve = crowd.join("eve");
    eve.seat.point(3, Optional.of(Selection.caret(2)));
    crowd.time.advance(1_000);
    bob.participant.room = true;
    bob.seat.drained();
    crowd.time.settle();
    List<ServerMessage> told = bob.participant.take();
    assertEquals(
        List.of("session-eve"),
        told.stream()
            .filter(Joined.class::isInstance)
            .map(each -> ((Joined) each).session())
            .toList());
    assertEquals(
        List.of("session-ann"),
        told.stream().filter(Left.class::isInstance).map(each -> ((Left) each).session()).toList());
    assertEquals(
        List.of(Optional.of(Selection.caret(2))),
        told.stream()
            .filter(CursorMoved.class::isInstance)
            .map(each -> ((CursorMoved) each).selection())
            .toList());
  }

  /** Or who was behind for a moment, among very many, would be sent more at once than may wait. */
  @Test
  void whatHappenedToManyPeopleIsToldAsThereIsRoomForIt() {
    var bob = crowd.join("bob");
    Map<String, Crowd.Guest> others = new HashMap<>();
    for (int i = 0; i < 40; i++) {
      others.put("session-p" + i, crowd.join("p" + i));
    }
    bob.participant.take();
    bob.participant.room = false;
    write(crowd, others.get("session-p0"), 0, 3);
    for (int i = 1; i < 10; i++) {
      others.remove("session-p" + i).seat.leave();
      others.put("session-q" + i, crowd.join("q" + i));
    }
    others.get("session-q1").seat.point(3, Optional.of(Selection.caret(1)));
    crowd.time.settle();
    bob.participant.room = true;
    Set<String> left = new HashSet<>();
    Map<String, Integer> toldOf = new HashMap<>();
    for (int times = 0; times < 12; times++) {
      bob.participant.roomFor = 6;
      bob.seat.drained();
      crowd.time.settle();
      List<ServerMessage> told = bob.participant.take();
      assertTrue(told.size() <= 7, told.size() + " messages at once");
      for (ServerMessage message : told) {
        if (message instanceof Left gone) {
          left.add(gone.session());
        } else if (message instanceof CursorMoved cursor) {
          toldOf.merge(cursor.session(), 1, Integer::sum);
        } else if (message instanceof Joined joined && !joined.session().equals("session-q1")) {
          toldOf.merge(joined.session(), 1, Integer::sum);
        }
      }
    }
    assertEquals(9, left.size());
    assertEquals(others.keySet(), toldOf.keySet());
    assertEquals(Set.of(1), Set.copyOf(toldOf.values()), "each once");
    bob.participant.roomFor = Integer.MAX_VALUE;
    write(crowd, others.get("session-p0"), 3, 4);
    assertEquals(3, bob.participant.takeOnly(Ops.class).from());
  }

  @Test
  void aLeaveThatCouldNotBeToldIsToldAfterwards() {
    var ann = crowd.join("ann");
    var bob = crowd.join("bob");
    bob.participant.room = false;
    ann.seat.leave();
    crowd.time.settle();
    bob.participant.room = true;
    bob.seat.drained();
    crowd.time.settle();
    assertEquals("session-ann", bob.participant.takeOnly(Left.class).session());
  }

  @Test
  void aSlowReaderDoesNotHoldUpTheOthers() {
    var ann = crowd.join("ann");
    var bob = crowd.join("bob");
    var eve = crowd.join("eve");
    eve.participant.take();
    bob.participant.room = false;
    write(crowd, ann, 0, 10);
    assertEquals(10, eve.participant.take().size());
  }
}
