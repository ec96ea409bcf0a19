package dev.rejoin.server.simulation;

import dev.rejoin.ot.Mover;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.Selection;
import java.util.Optional;

/** Where the person is in what they see, and whether the server was told. */
final class Caret {

  private Optional<Selection> place = Optional.empty();
  private boolean told = true;

  void select(Selection selection) {
    place = Optional.of(selection);
    told = false;
  }

  void moved(Operation operation, Mover mover) {
    place = place.map(selection -> selection.movedThrough(operation, mover));
  }

  /** All text is another. */
  void lose() {
    place = Optional.empty();
    told = true;
  }

  /** The server knows nothing, or nothing any more. */
  void restart() {
    told = place.isEmpty();
  }

  /** What is to be told; it is told then. */
  Optional<Selection> tell() {
    Optional<Selection> news = told ? Optional.empty() : place;
    told = true;
    return news;
  }
}
