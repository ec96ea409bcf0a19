package dev.rejoin.ot.sync;

import dev.rejoin.ot.Accumulator;
import dev.rejoin.ot.Fold;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.FoldCache.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * The recent entries of a log, and folds of stretches of it.
 *
 * <pre>
 *   from                                                        head
 *    |--|------|------|----------------|------|------|--|-----|
 *    : raw  64     64        512           64     64    raw   :
 *    :<---------------------- fold(from, to) ---------------->:
 * </pre>
 *
 * Aligned stretches of 64, 512, 4096 … entries are folded when first asked for, and kept: so a fold
 * of n entries costs some 2 · (63 + 7 · log8 n) compositions, and a crowd that comes back at once,
 * each from another revision, shares nearly all of them. That this gives what one by one would give
 * is the folding law.
 *
 * <p>Bounded by weight: three quarters for entries, of which the oldest go first, a quarter for
 * folds. What is older comes as a {@link Past}. Mutable, one thread.
 */
public final class FoldedLog {
  private static final int LEAF_SHIFT = 6;
  private static final int RADIX_SHIFT = 3;
  private static final int RADIX = 1 << RADIX_SHIFT;

  private final RecentEntries entries;
  private final FoldCache folds;
  private long compositions;

  /**
   * An empty log at revision {@code from}.
   *
   * @param maxWeight in bytes, roughly
   */
  public FoldedLog(long from, long maxWeight) {
    entries = new RecentEntries(from, maxWeight - maxWeight / 4);
    folds = new FoldCache(maxWeight / 4);
  }

  /** The revision that this reaches back to: the entries after it are here. */
  public long from() {
    return entries.from();
  }

  /** The revision of the newest entry. */
  public long head() {
    return entries.head();
  }

  /** Whether all entries after {@code revision} are here. */
  public boolean covers(long revision) {
    return revision >= from() && revision <= head();
  }

  /** Bytes of heap, roughly. */
  public long weight() {
    return entries.weight() + folds.weight();
  }

  /** How many compositions all folds so far took. */
  public long compositions() {
    return compositions;
  }

  /**
   * Takes the next entry; the oldest leave if it gets too heavy.
   *
   * @throws IllegalArgumentException if it is not the next, or does not apply to the document there
   */
  public void append(Entry entry) {
    entries.append(entry);
  }

  /** The entry of that revision, {@code from() < revision <= head()}. */
  public Entry entry(long revision) {
    requireCovered(revision - 1, revision);
    return entries.entry(revision);
  }

  /**
   * Length of the document at {@code revision}.
   *
   * @throws IllegalStateException while the log is empty: it has nothing to know it from
   */
  public int lengthAt(long revision) {
    requireCovered(revision, revision);
    return entries.lengthAt(revision);
  }

  /** The entries after {@code after} up to and with {@code to}, as one operation. */
  public Operation fold(long after, long to) {
    requireCovered(after, to);
    if (after == to) {
      return Operation.identity(lengthAt(after));
    }
    List<Operation> parts = new ArrayList<>();
    long at = after;
    while (at < to) {
      long end = largestAligned(at, to);
      if (end == at) {
        end = Math.min(to, nextLeaf(at));
        parts.add(foldEntries(at, end));
      } else {
        parts.add(foldAligned(new Span(at, end)));
      }
      at = end;
    }
    return compose(parts);
  }

  /** The end of the largest aligned span from {@code at} within {@code to}; {@code at} if none. */
  private static long largestAligned(long at, long to) {
    long size = 0;
    for (long next = 1L << LEAF_SHIFT; at % next == 0 && at + next <= to; next <<= RADIX_SHIFT) {
      size = next;
    }
    return at + size;
  }

  private static long nextLeaf(long at) {
    return ((at >> LEAF_SHIFT) + 1) << LEAF_SHIFT;
  }

  private Operation foldAligned(Span span) {
    Operation known = folds.get(span);
    if (known != null) {
      return known;
    }
    long size = span.to() - span.from();
    Operation fold =
        size == 1L << LEAF_SHIFT ? foldEntries(span.from(), span.to()) : foldParts(span);
    folds.put(span, fold);
    return fold;
  }

  private Operation foldParts(Span span) {
    long part = (span.to() - span.from()) >> RADIX_SHIFT;
    List<Operation> parts = new ArrayList<>(RADIX);
    for (long at = span.from(); at < span.to(); at += part) {
      parts.add(foldAligned(new Span(at, at + part)));
    }
    return compose(parts);
  }

  private Operation compose(List<Operation> parts) {
    compositions += parts.size() - 1;
    return Fold.balanced(parts);
  }

  private Operation foldEntries(long after, long to) {
    Operation first = entries.operation(after + 1);
    if (to == after + 1) {
      return first;
    }
    Accumulator accumulator = new Accumulator(first.baseLength());
    accumulator.add(first);
    for (long revision = after + 2; revision <= to; revision++) {
      accumulator.add(entries.operation(revision));
    }
    compositions += to - after - 1;
    return accumulator.toOperation();
  }

  /**
   * What a receiver at {@code after} is told to get to {@code to}: its own entries one by one, and
   * the stretches between them folded.
   */
  public List<Step> steps(String receiverSite, long after, long to) {
    requireCovered(after, to);
    List<Step> steps = new ArrayList<>();
    long at = after;
    while (at < to) {
      long own = Math.min(to + 1, entries.nextOf(receiverSite, at));
      if (own > at + 1) {
        steps.add(stretch(at, own - 1));
      }
      if (own <= to) {
        steps.add(entries.one(own));
      }
      at = own;
    }
    return steps;
  }

  private Step stretch(long after, long to) {
    if (to > after + 1) {
      return new Step.Folded((int) (to - after), fold(after, to));
    }
    return entries.one(to);
  }

  private void requireCovered(long after, long to) {
    if (after < from() || after > to || to > head()) {
      throw new IndexOutOfBoundsException(
          "entries after " + after + " to " + to + " of a log from " + from() + " to " + head());
    }
  }
}
