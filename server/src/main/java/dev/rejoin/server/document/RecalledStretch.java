package dev.rejoin.server.document;

import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.Past;
import dev.rejoin.ot.sync.Recall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What edits of one revision need of the log, and what was read of it so far. */
final class RecalledStretch {

  private final long revision;
  private final long to;
  private final Recall recall;
  private final List<Queued> edits = new ArrayList<>();

  private RecalledStretch(long revision, long to, Recall recall) {
    this.revision = revision;
    this.to = to;
    this.recall = recall;
  }

  /** Goes on from what was read for this edit before, if that is where it has to go on. */
  static RecalledStretch of(Batch.Distant distant) {
    long from = distant.missing().from();
    Optional<Past> before = distant.queued().past().filter(past -> past.to() == from);
    Recall recall = before.map(Recall::after).orElseGet(() -> new Recall(from));
    RecalledStretch stretch =
        new RecalledStretch(revision(distant), distant.missing().to(), recall);
    stretch.join(distant.queued());
    return stretch;
  }

  private static long revision(Batch.Distant distant) {
    return distant.queued().submission().revision();
  }

  /** Whether this edit needs the same. */
  boolean isFor(Batch.Distant distant) {
    return revision(distant) == revision && distant.missing().to() == to;
  }

  void join(Queued edit) {
    edits.add(edit);
  }

  /** The revision up to which it is needed. */
  long to() {
    return to;
  }

  /** The revision up to which it was read. */
  long reached() {
    return recall.to();
  }

  boolean isDone() {
    return recall.to() >= to;
  }

  long weight() {
    return recall.weight();
  }

  /** Whether all of a page comes next. */
  boolean goesThrough(List<Entry> page) {
    return !page.isEmpty()
        && recall.to() == page.get(0).revision() - 1
        && to >= last(page).revision();
  }

  /**
   * @param allButLast composed
   */
  void takeWhole(List<Entry> page, Operation allButLast) {
    recall.add(page.size(), allButLast, last(page));
  }

  /** Takes those entries of a page that come next. */
  void takePart(List<Entry> page) {
    for (Entry entry : page) {
      if (entry.revision() == recall.to() + 1 && !isDone()) {
        recall.add(entry);
      }
    }
  }

  private static Entry last(List<Entry> page) {
    return page.get(page.size() - 1);
  }

  List<Queued> edits() {
    return edits;
  }

  /** The edits, when all was read. */
  List<Queued> editsWithPast() {
    Optional<Past> past = Optional.of(recall.past());
    return edits.stream().map(edit -> edit.with(past)).toList();
  }
}
