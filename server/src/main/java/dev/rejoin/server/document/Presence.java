package dev.rejoin.server.document;

import dev.rejoin.ot.Mover;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.Selection;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.protocol.Person;
import dev.rejoin.server.protocol.ServerMessage.CursorMoved;
import dev.rejoin.server.protocol.ServerMessage.Joined;
import dev.rejoin.server.protocol.ServerMessage.Left;
import dev.rejoin.server.protocol.User;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is at one document, and where. Selections are kept at the head: every entry moves them, so
 * they can be sent to anyone at any time. A cursor that moves is sent on once in a while, not each
 * time.
 */
final class Presence {

  /** How long cursors are gathered before they are sent on; more people, more patience. */
  private static final long GATHER_MILLIS = 40;

  private final String document;
  private final Scheduler scheduler;
  private final Audience audience;
  private final Set<Seat> moved = new LinkedHashSet<>();

  /** The revision that all selections are at. */
  private long head;

  Presence(String document, Scheduler scheduler, Audience audience) {
    this.document = document;
    this.scheduler = scheduler;
    this.audience = audience;
  }

  // Who falls behind is remembered with what it knows. So the others are told first, and then the
  // change is made: whoever could not be told still knows the old state.

  /** Tells the others that somebody comes, then lets them in. */
  void join(Seat seat) {
    audience.tellOthers(seat, EncodedMessage.of(joined(seat.person())));
    audience.add(seat);
  }

  /** Tells the others that somebody goes by another name now. */
  void rename(Seat seat, User user) {
    Person renamed =
        new Person(seat.person().session(), seat.person().site(), user, seat.selection);
    audience.tellOthers(seat, EncodedMessage.of(joined(renamed)));
    seat.user = user;
  }

  /** Tells the others that somebody goes, then lets them go. */
  void leave(Seat seat) {
    moved.remove(seat);
    audience.tellOthers(seat, EncodedMessage.of(left(seat.person())));
    audience.remove(seat);
  }

  /** Somebody points at a place in the document at {@code revision}. */
  void point(Seat seat, WorkingCopy copy, long revision, Optional<Selection> selection) {
    if (selection.isPresent()) {
      if (revision > copy.head() || !copy.covers(revision)) {
        return; // Said of a document that is not here: the next one will do.
      }
      Operation since = copy.fold(revision);
      if (!selection.get().fitsInto(since.baseLength())) {
        return;
      }
      seat.selection = selection.map(each -> each.movedThrough(since, Mover.OTHER));
    } else {
      seat.selection = selection;
    }
    head = copy.head();
    if (moved.isEmpty()) {
      scheduler.after(GATHER_MILLIS + audience.size(), this::sendMoved);
    }
    moved.add(seat);
  }

  private void sendMoved() {
    List<Seat> seats = new ArrayList<>(moved);
    moved.clear();
    for (Seat seat : seats) {
      audience.tellOthers(seat, EncodedMessage.of(cursor(seat.person(), head)));
    }
  }

  /** The document moved on: so does everybody in it. */
  void moveThrough(List<Entry> entries) {
    head = entries.get(entries.size() - 1).revision();
    Moves moves = new Moves(entries);
    audience.forEach(
        seat ->
            seat.selection =
                seat.selection.map(
                    selection -> moves.through(selection, seat.participant().site())));
  }

  /**
   * Tells a seat that was behind what it has missed: who came, who went, and where all are now. In
   * a document with very many people that is more than may wait for one reader at once.
   *
   * @return whether there was room for all of it; what was told is not told again
   */
  boolean tellMissed(Seat seat, long revision) {
    List<Person> people = audience.people(seat);
    for (Person person : people) {
      if (!person.equals(seat.told.get(person.session())) && !tell(seat, person, revision)) {
        return false;
      }
    }
    Map<String, Person> gone = new LinkedHashMap<>(seat.known);
    people.forEach(person -> gone.remove(person.session()));
    for (Person person : gone.values()) {
      if (!seat.participant().hasRoom()) {
        return false;
      }
      seat.participant().deliver(EncodedMessage.of(left(person)));
      seat.known.remove(person.session());
    }
    return true;
  }

  private boolean tell(Seat seat, Person person, long revision) {
    if (!seat.participant().hasRoom()) {
      return false;
    }
    seat.told.put(person.session(), person);
    Person before = seat.known.put(person.session(), person);
    if (before == null || !before.user().equals(person.user())) {
      seat.participant().deliver(EncodedMessage.of(joined(person)));
    }
    if (before != null || person.selection().isPresent()) {
      seat.participant().deliver(EncodedMessage.of(cursor(person, revision)));
    }
    return true;
  }

  private Joined joined(Person person) {
    return new Joined(document, person.session(), person.site(), person.user());
  }

  private Left left(Person person) {
    return new Left(document, person.session(), person.site(), person.user());
  }

  private CursorMoved cursor(Person person, long revision) {
    return new CursorMoved(document, person.session(), revision, person.selection());
  }
}
