package dev.rejoin.server.document;

import dev.rejoin.server.protocol.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Everybody who has one document open.
 *
 * <p>Invariant: a seat that is not behind has been sent every revision up to the head. A seat falls
 * behind the moment a message does not go out to it, and is sent nothing more until a fold has
 * brought it up to the head again.
 */
final class Audience {

  private final List<Seat> seats = new ArrayList<>();

  void add(Seat seat) {
    seats.add(seat);
  }

  void remove(Seat seat) {
    seats.remove(seat);
  }

  boolean isEmpty() {
    return seats.isEmpty();
  }

  int size() {
    return seats.size();
  }

  void forEach(Consumer<Seat> action) {
    seats.forEach(action);
  }

  /** Everybody but {@code except}, who may be null. */
  List<Person> people(Seat except) {
    return seats.stream().filter(seat -> seat != except).map(Seat::person).toList();
  }

  /** Sends steps up to {@code revision} to all who have everything before them. */
  void deliver(EncodedMessage steps, long revision) {
    for (Seat seat : seats) {
      if (!seat.behind && seat.participant().hasRoom()) {
        seat.participant().deliver(steps);
        seat.revision = revision;
      } else {
        fallBehind(seat);
      }
    }
  }

  /** Sends what is said about one seat to all others. */
  void tellOthers(Seat about, EncodedMessage message) {
    for (Seat seat : seats) {
      if (seat == about) {
        continue;
      }
      if (!seat.behind && seat.participant().hasRoom()) {
        seat.participant().deliver(message);
      } else {
        fallBehind(seat);
      }
    }
  }

  /** From now on nothing is sent to this seat; it is remembered what it knows. */
  void fallBehind(Seat seat) {
    if (seat.behind) {
      return;
    }
    seat.behind = true;
    Map<String, Person> known = new LinkedHashMap<>();
    people(seat).forEach(person -> known.put(person.session(), person));
    seat.known = known;
    seat.told = new HashMap<>();
  }

  /**
   * The document was read again. Who was told of more than it holds starts afresh; who was told of
   * less is behind.
   */
  void moveTo(WorkingCopy copy, Consumer<Seat> drained) {
    for (Seat seat : List.copyOf(seats)) {
      seat.selection = Optional.empty();
      if (seat.revision > copy.head() || !copy.lineage().equals(seat.lineage)) {
        seat.dismiss();
      } else if (seat.revision < copy.head()) {
        fallBehind(seat);
        drained.accept(seat);
      }
    }
  }

  /** Everybody leaves: the document is not what it was. */
  void dismissAll() {
    List<Seat> all = List.copyOf(seats);
    seats.clear();
    all.forEach(Seat::dismiss);
  }
}
