package dev.rejoin.ot.sync;

import dev.rejoin.ot.Operation;
import java.util.ArrayList;
import java.util.List;

/**
 * The entries of a log that are in memory: the newest ones, bounded by weight. They lie in blocks,
 * and leave by the block.
 */
final class RecentEntries {
  /** The log of a short document stays small. */
  private static final int FIRST_CAPACITY = 8;

  private final List<EntryBlock> blocks = new ArrayList<>();
  private final long maxWeight;
  private long weight;

  private long from;
  private long head;
  private int headLength = -1;

  RecentEntries(long from, long maxWeight) {
    this.from = from;
    this.head = from;
    this.maxWeight = maxWeight;
  }

  long from() {
    return from;
  }

  long head() {
    return head;
  }

  long weight() {
    return weight;
  }

  void append(Entry entry) {
    requireNext(entry);
    int added = appendTo(blocks, entry);
    head = entry.revision();
    headLength = entry.operation().targetLength();
    weight += added;
    trim();
  }

  private void requireNext(Entry entry) {
    int baseLength = entry.operation().baseLength();
    if (entry.revision() != head + 1) {
      throw new IllegalArgumentException(
          "entry " + entry.revision() + " where " + (head + 1) + " comes next");
    }
    if (headLength >= 0 && baseLength != headLength) {
      throw new IllegalArgumentException(
          "entry " + entry.revision() + " is for " + baseLength + " units, not " + headLength);
    }
  }

  /** Returns by how much the blocks got heavier. */
  private static int appendTo(List<EntryBlock> blocks, Entry entry) {
    EntryBlock last = blocks.isEmpty() ? null : blocks.get(blocks.size() - 1);
    if (last == null || !last.takes(entry)) {
      last = new EntryBlock(entry, last == null ? FIRST_CAPACITY : EntryBlock.MAX_ENTRIES);
      blocks.add(last);
    }
    return last.append(entry);
  }

  private void trim() {
    while (weight > maxWeight && blocks.size() > 1) {
      weight -= blocks.remove(0).weight();
      from = blocks.get(0).before();
    }
  }

  Entry entry(long revision) {
    return block(revision).entry(revision);
  }

  Operation operation(long revision) {
    return block(revision).operation(revision);
  }

  /** The entry as a step that names it. */
  Step.One one(long revision) {
    EntryBlock block = block(revision);
    return new Step.One(block.site(revision), block.sequence(revision), block.operation(revision));
  }

  long sequence(long revision) {
    return block(revision).sequence(revision);
  }

  int lengthAt(long revision) {
    if (headLength < 0) {
      throw new IllegalStateException("no entry yet at revision " + head);
    }
    return revision == head ? headLength : block(revision + 1).lengthBefore(revision + 1);
  }

  /** The first revision after {@code after} that is of {@code site}; past the head if none is. */
  long nextOf(String site, long after) {
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
}
