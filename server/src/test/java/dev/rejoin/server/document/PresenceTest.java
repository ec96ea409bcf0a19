package dev.rejoin.server.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejoin.ot.Operation;
import dev.rejoin.ot.Selection;
import dev.rejoin.server.config.Limits;
import dev.rejoin.server.protocol.Color;
import dev.rejoin.server.protocol.Person;
import dev.rejoin.server.protocol.PersonName;
import dev.rejoin.server.protocol.ServerMessage.CursorMoved;
import dev.rejoin.server.protocol.ServerMessage.Joined;
import dev.rejoin.server.protocol.ServerMessage.Left;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.User;
import dev.rejoin.server.testing.Crowd;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who is there, and where. */
class PresenceTest {

  private final Crowd crowd = new Crowd();
  private final Crowd.Guest ann = crowd.join("ann");

  private static Operation insert(String text, int before, int after) {
    return Operation.builder().retain(before).insert(text).retain(after).build();
  }

  private static Optional<Selection> caret(int position) {
    return Optional.of(Selection.caret(position));
  }

  private Person seenByNewcomer(String session) {
    var newcomer = crowd.arrive("new", Optional.empty(), Optional.empty());
    crowd.time.settle();
    Opened opened = newcomer.participant.takeOnly(Opened.class);
    newcomer.seat.leave();
    crowd.time.settle();
    return opened.people().stream()
        .filter(person -> person.session().equals(session))
        .findAny()
        .orElseThrow();
  }

  @Test
  void othersAreToldWhoComesAndGoes() {
    var bob = crowd.join("bob");
    assertEquals("session-bob", ann.participant.takeOnly(Joined.class).session());
    assertEquals(List.of(), bob.participant.take());
    bob.seat.leave();
    crowd.time.settle();
    assertEquals("session-bob", ann.participant.takeOnly(Left.class).session());
  }

  @Test
  void aCursorIsToldToTheOthers() {
    ann.submit(1, 0, insert("hello", 0, 0));
    var bob = crowd.join("bob");
    ann.participant.take();
    bob.seat.point(1, caret(3));
    crowd.time.advance(1_000);
    CursorMoved moved = ann.participant.takeOnly(CursorMoved.class);
    assertEquals(caret(3), moved.selection());
    assertEquals(1, moved.revision());
    assertEquals(List.of(), bob.participant.take());
  }

  @Test
  void manyMovesAtOnceAreToldOnce() {
    ann.submit(1, 0, insert("hello", 0, 0));
    var bob = crowd.join("bob");
    ann.participant.take();
    for (int i = 0; i <= 5; i++) {
      bob.seat.point(1, caret(i));
    }
    crowd.time.advance(1_000);
    assertEquals(caret(5), ann.participant.takeOnly(CursorMoved.class).selection());
  }

  @Test
  void aCursorOfAnEarlierRevisionIsMovedToTheHead() {
    ann.submit(1, 0, insert("hello", 0, 0));
    var bob = crowd.join("bob");
    ann.submit(2, 1, insert(">>", 0, 5));
    crowd.time.settle();
    ann.participant.take();
    bob.seat.point(1, caret(3));
    crowd.time.advance(1_000);
    CursorMoved moved = ann.participant.takeOnly(CursorMoved.class);
    assertEquals(caret(5), moved.selection());
    assertEquals(2, moved.revision());
  }

  @Test
  void cursorsGoAlongWithWhatIsWritten() {
    ann.submit(1, 0, insert("hello", 0, 0));
    crowd.time.settle();
    ann.seat.point(1, caret(5));
    crowd.time.advance(1_000);
    ann.submit(2, 1, insert("!", 5, 0));
    crowd.time.settle();
    assertEquals(caret(6), seenByNewcomer("session-ann").selection(), "right of own text");
    var bob = crowd.join("bob");
    bob.submit(1, 2, insert("?", 6, 0));
    crowd.time.settle();
    assertEquals(caret(6), seenByNewcomer("session-ann").selection(), "left of others' text");
  }

  @Test
  void aCursorOutsideTheDocumentOrInTheFutureIsIgnored() {
    ann.submit(1, 0, insert("hello", 0, 0));
    var bob = crowd.join("bob");
    ann.participant.take();
    bob.seat.point(1, caret(6));
    bob.seat.point(2, caret(1));
    crowd.time.advance(1_000);
    assertEquals(List.of(), ann.participant.take());
  }

  @Test
  void whoPointsNowhereIsNowhere() {
    var bob = crowd.join("bob");
    bob.seat.point(0, caret(0));
    crowd.time.advance(1_000);
    ann.participant.take();
    bob.seat.point(0, Optional.empty());
    crowd.time.advance(1_000);
    assertEquals(Optional.empty(), ann.participant.takeOnly(CursorMoved.class).selection());
  }

  @Test
  void whoPointsNowhereMaySayItOfARevisionThatMemoryHasLost() {
    Crowd small = new Crowd(Limits.DEFAULT.with("recentLogWeightBytes", 4 << 10));
    var author = small.join("ann");
    for (int i = 0; i < 2_000; i++) {
      author.submit(i + 1, i, insert("x", i, 0));
      small.time.settle();
    }
    var bob = small.join("bob");
    author.participant.take();
    bob.seat.point(0, Optional.empty());
    small.time.advance(1_000);
    assertEquals(Optional.empty(), author.participant.takeOnly(CursorMoved.class).selection());
  }

  @Test
  void anotherNameIsToldToTheOthersAndStandsInTheLog() {
    var bob = crowd.join("bob");
    ann.participant.take();
    User robert = User.open(new PersonName("Robert"), new Color("#010203"));
    bob.seat.renamed(robert);
    bob.submit(1, 0, insert("x", 0, 0));
    crowd.time.settle();
    assertEquals(robert, ((Joined) ann.participant.take().get(0)).user());
    assertEquals("~Robert", crowd.log.truth.read(Crowd.DOCUMENT, 0, 1).result().get(0).user());
  }
}
