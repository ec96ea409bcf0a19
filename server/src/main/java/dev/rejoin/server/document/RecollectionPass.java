package dev.rejoin.server.document;

import dev.rejoin.ot.Fold;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.protocol.ErrorCode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads the log once, a page a turn, and folds for each edit what it needs: from its revision to
 * what is in memory, or to its own entry if it was stored long ago.
 *
 * <pre>
 *   log      ├─ page ─┼─ page ─┼─ page ─┤ memory
 *   edit 1       ├────┼────────┼────────┤          each page is folded once for all
 *   edit 2            │   ├────┼────────┤          who go through the whole of it
 *   edit 3       ├────┼──┤ its own entry
 * </pre>
 *
 * <p>Bounded: so many stretches at once, so many entries a page, and so many bytes of folds.
 * Whoever comes too late or makes it too much waits for the next pass.
 */
final class RecollectionPass implements Visitor {

  /** So that a page of small entries at random places is taken in well within one turn. */
  private static final int MAX_STRETCHES = 32;

  private static final int PAGE = 4_096;

  /** A single fold may take more: as much as the longest document, before and after. */
  private static final long MAX_WEIGHT_BYTES = 32 << 20;

  private final Recollection recollection;
  private final List<RecalledStretch> stretches = new ArrayList<>();

  /** Those whose entries are gone: the rules for what is below the floor need none. */
  private final List<Queued> trimmed = new ArrayList<>();

  private boolean abandoned;

  /** Whether the log ended before all was read. */
  private boolean cutShort;

  RecollectionPass(Recollection recollection) {
    this.recollection = recollection;
  }

  /** Takes an edit along, if there is room. */
  boolean takes(Batch.Distant distant) {
    Optional<RecalledStretch> known =
        stretches.stream().filter(each -> each.isFor(distant)).findAny();
    if (known.isPresent()) {
      known.get().join(distant.queued());
      return true;
    }
    return stretches.size() < MAX_STRETCHES && stretches.add(RecalledStretch.of(distant));
  }

  /** Reads the next page of what anybody lacks. */
  void readOn(DocumentLoop loop) {
    long from = lacking().mapToLong(RecalledStretch::reached).min().getAsLong();
    long to = lacking().mapToLong(RecalledStretch::to).max().getAsLong();
    loop.read(from, Math.min(to, from + PAGE), this, this::take);
  }

  private Stream<RecalledStretch> lacking() {
    return stretches.stream().filter(each -> !each.isDone());
  }

  private void take(List<Entry> page) {
    if (abandoned) {
      return;
    }
    cutShort = page.isEmpty();
    List<RecalledStretch> through = lacking().filter(each -> each.goesThrough(page)).toList();
    if (page.size() > 1 && through.size() > 1) {
      List<Entry> allButLast = page.subList(0, page.size() - 1);
      Operation fold = Fold.accumulated(allButLast.stream().map(Entry::operation).toList());
      through.forEach(each -> each.takeWhole(page, fold));
    }
    lacking().forEach(each -> each.takePart(page));
    letTheLastGo();
  }

  private void letTheLastGo() {
    long weight = stretches.stream().mapToLong(RecalledStretch::weight).sum();
    while (weight > MAX_WEIGHT_BYTES && stretches.size() > 1) {
      RecalledStretch last = stretches.remove(stretches.size() - 1);
      weight -= last.weight();
      last.edits().forEach(recollection::keep);
    }
  }

  @Override
  public void visit(DocumentLoop loop, WorkingCopy copy) {
    if (abandoned) {
      return;
    }
    if (cutShort) {
      recollection.failed("the log ends before the revisions that memory has");
      return;
    }
    takeOutTrimmed(copy.floor());
    if (lacking().findAny().isPresent()) {
      readOn(loop);
    } else {
      recollection.ended(recalled());
    }
  }

  private void takeOutTrimmed(long floor) {
    for (Iterator<RecalledStretch> all = stretches.iterator(); all.hasNext(); ) {
      RecalledStretch stretch = all.next();
      if (!stretch.isDone() && stretch.reached() < floor) {
        trimmed.addAll(stretch.edits());
        all.remove();
      }
    }
  }

  private List<Queued> recalled() {
    List<Queued> recalled = new ArrayList<>(trimmed);
    stretches.forEach(each -> recalled.addAll(each.editsWithPast()));
    return recalled;
  }

  @Override
  public void turnAway(ErrorCode code, String message) {
    if (!abandoned) {
      recollection.failed(message);
    }
  }

  /** Has no use for what is read any more. Returns all who wait for it. */
  List<Queued> abandon() {
    abandoned = true;
    List<Queued> all = new ArrayList<>(trimmed);
    stretches.forEach(each -> all.addAll(each.edits()));
    return all;
  }
}
