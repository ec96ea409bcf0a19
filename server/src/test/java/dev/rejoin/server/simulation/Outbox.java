package dev.rejoin.server.simulation;

import dev.rejoin.ot.sync.Frozen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What of one document outlives the page. It is written a little later than it is told. */
final class Outbox {

  private final List<Kept> history = new ArrayList<>();
  private final Set<Integer> copies = new TreeSet<>();
  private final List<Letters.Edit> edits = new ArrayList<>();

  Outbox(Kept first) {
    history.add(first);
  }

  /** A duplicate of this one as a page would find it now. */
  Outbox copy() {
    Outbox copy = new Outbox(kept());
    copy.edits.addAll(edits.subList(0, kept().edits().made()));
    return copy;
  }

  /** What a page finds that is opened now. */
  Kept kept() {
    return history.get(history.size() - 1);
  }

  /** Puts back what was kept here some time ago; all later versions are gone. */
  void restore(int howFarBack) {
    int size = Math.max(1, history.size() - howFarBack);
    history.subList(size, history.size()).clear();
  }

  void keep(Kept now) {
    history.add(now);
  }

  /** Whether this operation would be sent again after a crash, and so may be sent now. */
  boolean has(String client, Frozen frozen) {
    return kept().client().equals(client)
        && kept()
            .standing()
            .flatMap(standing -> standing.state().inFlight())
            .equals(Optional.of(frozen));
  }

  /** The edits of this person, the oldest first. */
  List<Letters.Edit> edits() {
    return edits;
  }

  /** Edits that were never kept are gone with the page. */
  void forgetFrom(int kept) {
    List<Letters.Edit> lost = edits.subList(kept, edits.size());
    lost.forEach(Letters.Edit::forget);
    lost.clear();
  }

  /** A version that the person can take back by hand. */
  void keepCopy(String text) {
    text.codePoints().forEach(copies::add);
  }

  Set<Integer> copies() {
    return copies;
  }
}
