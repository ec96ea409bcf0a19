package dev.rejoin.server.simulation;

import dev.rejoin.ot.Mover;
import dev.rejoin.ot.Selection;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.server.protocol.Person;
import dev.rejoin.server.protocol.ServerMessage.CursorMoved;
import dev.rejoin.server.protocol.ServerMessage.Joined;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who else is at a document, as one client believes, and where in the text of the log. */
final class Company {

  private final Map<String, Person> people = new HashMap<>();

  void reset(Collection<Person> present) {
    people.clear();
    present.forEach(person -> people.put(person.session(), person));
  }

  void joined(Joined joined) {
    Optional<Selection> known =
        Optional.ofNullable(people.get(joined.session())).flatMap(Person::selection);
    people.put(joined.session(), new Person(joined.session(), joined.site(), joined.user(), known));
  }

  void left(String session) {
    people.remove(session);
  }

  void pointed(CursorMoved cursor) {
    people.computeIfPresent(cursor.session(), (any, person) -> at(person, cursor.selection()));
  }

  /** The log's text moved on. Whoever typed goes along with what they typed. */
  void move(List<Step> steps) {
    for (Step step : steps) {
      people.replaceAll((any, person) -> moved(person, step));
    }
  }

  private static Person moved(Person person, Step step) {
    Optional<Selection> selection =
        person
            .selection()
            .map(
                before ->
                    step instanceof Step.Folded folded
                        ? before.movedThrough(folded.operation(), Mover.OTHER)
                        : through(before, (Step.One) step, person.site()));
    return at(person, selection);
  }

  private static Selection through(Selection before, Step.One one, String site) {
    return before.movedThrough(one.operation(), one.by().equals(site) ? Mover.AUTHOR : Mover.OTHER);
  }

  private static Person at(Person person, Optional<Selection> selection) {
    return new Person(person.session(), person.site(), person.user(), selection);
  }

  Map<String, Optional<Selection>> places() {
    Map<String, Optional<Selection>> places = new HashMap<>();
    people.forEach((session, person) -> places.put(session, person.selection()));
    return places;
  }
}
