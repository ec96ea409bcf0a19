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
 * folds. Older entries can be brought back for a while with {@link #recall}. Mutable, one thread.
 */
public final class FoldedLog {
  /** The log of a short document stays small. */
  private static final int FIRST_CAPACITY = 8;

  private static final int LEAF_SHIFT = 6;
  private static final int RADIX_SHIFT = 3;
  private static final int RADIX = 1 << RADIX_SHIFT;

  private final List<EntryBlock> blocks = new ArrayList<>();
  private final FoldCache folds;
  private final long maxEntryWeight;
  private long entryWeight;

  /** By how much recalled entries may go over the bound: less with every entry that comes in. */
  private long recallAllowance;

  private long from;
  private long head;
  private int headLength = -1;
  private long compositions;

  /**
   * An empty log at revision {@code from}.
   *
   * @param maxWeight in bytes, roughly
   */
  public FoldedLog(long from, long maxWeight) {
    this.from = from;
    this.head = from;
    this.maxEntryWeight = maxWeight - maxWeight / 4;
    this.folds = new FoldCache(maxWeight / 4);
  }

  /** The revision that this reaches back to: the entries after it are here. */
  public long from() {
    return from;
  }

  /** The revision of the newest entry. */
  public long head() {
    return head;
  }

  /** Whether all entries after {@code revision} are here. */
  public boolean covers(long revision) {
    return revision >= from && revision <= head;
  }

  /** Bytes of heap, roughly. */
  public long weight() {
    return entryWeight + folds.weight();
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
    int baseLength = entry.operation().baseLength();
    if (entry.revision() != head + 1) {
      throw new IllegalArgumentException(
          "entry " + entry.revision() + " where " + (head + 1) + " comes next");
    }
    if (headLength >= 0 && baseLength != headLength) {
      throw new IllegalArgumentException(
          "entry " + entry.revision() + " is for " + baseLength + " units, not " + headLength);
    }
    int added = appendTo(blocks, entry);
    head = entry.revision();
    headLength = entry.operation().targetLength();
    entryWeight += added;
    recallAllowance = Math.max(0, recallAllowance - 2L * added);
    trim();
  }

  /** Returns by how much the log got heavier. */
  private static int appendTo(List<EntryBlock> blocks, Entry entry) {
    EntryBlock last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
    if (last == null || !last.takes(entry)) {
      last = new EntryBlock(entry, last == null ? FIRST_CAPACITY : EntryBlock.MAX_ENTRIES);
      blocks.add(last);
    }
    return last.append(entry);
  }

  private void trim() {
    while (entryWeight > maxEntryWeight + recallAllowance && blocks.size() > 1) {
      entryWeight -= blocks.remove(0).weight();
      from = blocks.get(0).before();
    }
  }

  /**
   * Brings older entries back, beyond the bound if need be. They leave again as new ones come in,
   * two bytes for one. Entries that do not reach up to {@link #from} are of no use and are ignored:
   * the log may have been trimmed while they were read.
   *
   * @param older in the order of their revisions, without gaps
   */
  public void recall(List<Entry> older) {
    List<EntryBlock> recalled = new ArrayList<>();
    long weight = 0;
    for (Entry entry : older) {
      if (entry.revision() <= from) {
        weight += appendTo(recalled, entry);
      }
    }
    if (recalled.isEmpty() || recalled.get(recalled.size() - 1).head() != from) {
      return;
    }
    if (head == from) {
      headLength = older.get((int) (from - older.get(0).revision())).operation().targetLength();
    }
    blocks.addAll(0, recalled);
    from = recalled.get(0).before();
    entryWeight += weight;
    recallAllowance += weight;
  }

  /** The entry of that revision, {@code from() < revision <= head()}. */
  public Entry entry(long revision) {
    requireCovered(revision - 1, revision);
    return block(revision).entry(revision);
  }

  /**
   * Length of the document at {@code revision}.
   *
   * @throws IllegalStateException while the log is empty: it has nothing to know it from
   */
  public int lengthAt(long revision) {
    requireCovered(revision, head);
    if (headLength < 0) {
      throw new IllegalStateException("no entry yet at revision " + head);
    }
    return revision == head ? headLength : block(revision + 1).lengthBefore(revision + 1);
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
    Operation first = block(after + 1).operation(after + 1);
    if (to == after + 1) {
      return first;
    }
    Accumulator accumulator = new Accumulator(first.baseLength());
    accumulator.add(first);
    for (long revision = after + 2; revision <= to; revision++) {
      accumulator.add(block(revision).operation(revision));
    }
    compositions += to - after - 1;
    return accumulator.toOperation();
  }

  /**
   * What a receiver at {@code after} is told to get to {@code to}: its own entries by name, since
   * it has their operations, and the stretches between them folded.
   */
  public List<Step> steps(String receiverSite, long after, long to) {
    requireCovered(after, to);
    List<Step> steps = new ArrayList<>();
    long at = after;
    while (at < to) {
      long own = Math.min(to + 1, nextOf(receiverSite, at));
      if (own > at + 1) {
        steps.add(stretch(at, own - 1));
      }
      if (own <= to) {
        steps.add(new Step.Own(receiverSite, block(own).sequence(own)));
      }
      at = own;
    }
    return steps;
  }

  private Step stretch(long after, long to) {
    if (to > after + 1) {
      return new Step.Folded((int) (to - after), fold(after, to));
    }
    EntryBlock block = block(to);
    return new Step.One(block.site(to), block.sequence(to), block.operation(to));
  }

  private long nextOf(String site, long after) {
    long revision = after + 1;
    while (revision <= head) {
      EntryBlock block = block(revision);
      revision = block.nextOf(site, revision - 1);
      if (revision <= block.head()) {
        return revision;
      }
    }
    return revision;
  }

  private EntryBlock block(long revision) {
    int low = 0;
    int high = blocks.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (blocks.get(middle).before() < revision) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return blocks.get(low);
  }

  private void requireCovered(long after, long to) {
    if (after < from || after > to || to > head) {
      throw new IndexOutOfBoundsException(
          "entries after " + after + " to " + to + " of a log from " + from + " to " + head);
    }
  }
}
