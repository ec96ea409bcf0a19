package dev.rejoin.ot.sync;

import dev.rejoin.ot.Operation;
import dev.rejoin.ot.OperationTape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Some hundred neighbouring entries in columns: about 24 bytes for a keystroke, of which 14 are the
 * operation, and no object per entry. Only the newest block of a log grows.
 */
final class EntryBlock {
  static final int MAX_ENTRIES = 512;

  /** A block of large operations ends early, so that dropping the oldest block frees little. */
  private static final int MAX_WEIGHT = 1 << 16;

  private static final int COLUMNS_WEIGHT = 4 + 4 + 2;
  private static final int AUTHOR_WEIGHT = 128;

  private final long before;
  private final long firstSequence;
  private final long firstAt;
  private final OperationTape operations;
  private final List<Author> authors = new ArrayList<>(1);
  private int weight;
  private short lastAuthor = -1;

  // The columns. Sequences and times are kept as their distance from the first.
  private short[] author;
  private int[] sequence;
  private int[] at;

  private record Author(String site, String user) {}

  /** A block that is about to take {@code first}, with room for {@code capacity} entries. */
  EntryBlock(Entry first, int capacity) {
    before = first.revision() - 1;
    firstSequence = first.sequence();
    firstAt = first.at();
    operations = new OperationTape(capacity);
    author = new short[capacity];
    sequence = new int[capacity];
    at = new int[capacity];
  }

  /** The revision before the first entry. */
  long before() {
    return before;
  }

  /** The revision of the last entry. */
  long head() {
    return before + operations.size();
  }

  boolean takes(Entry entry) {
    return operations.size() < MAX_ENTRIES
        && weight < MAX_WEIGHT
        && isInt(entry.sequence() - firstSequence)
        && isInt(entry.at() - firstAt);
  }

  private static boolean isInt(long distance) {
    return (int) distance == distance;
  }

  /** Bytes of heap, roughly. */
  int weight() {
    return weight;
  }

  /** Returns by how much the block got heavier. */
  int append(Entry entry) {
    int before = weight;
    int index = operations.size();
    if (index == at.length) {
      author = Arrays.copyOf(author, index * 2);
      sequence = Arrays.copyOf(sequence, index * 2);
      at = Arrays.copyOf(at, index * 2);
    }
    author[index] = authorOf(entry);
    sequence[index] = (int) (entry.sequence() - firstSequence);
    at[index] = (int) (entry.at() - firstAt);
    operations.append(entry.operation());
    weight = COLUMNS_WEIGHT * (index + 1) + operations.weight() + AUTHOR_WEIGHT * authors.size();
    return weight - before;
  }

  private short authorOf(Entry entry) {
    if (lastAuthor >= 0 && isBy(authors.get(lastAuthor), entry)) {
      return lastAuthor;
    }
    short number = 0;
    while (number < authors.size() && !isBy(authors.get(number), entry)) {
      number++;
    }
    if (number == authors.size()) {
      authors.add(new Author(entry.site(), entry.user()));
    }
    lastAuthor = number;
    return number;
  }

  private static boolean isBy(Author author, Entry entry) {
    return author.site.equals(entry.site()) && author.user.equals(entry.user());
  }

  Entry entry(long revision) {
    int index = index(revision);
    Author by = authors.get(author[index]);
    long time = firstAt + at[index];
    return new Entry(revision, by.site, sequence(revision), by.user, time, operations.get(index));
  }

  Operation operation(long revision) {
    return operations.get(index(revision));
  }

  long sequence(long revision) {
    return firstSequence + sequence[index(revision)];
  }

  String site(long revision) {
    return authors.get(author[index(revision)]).site;
  }

  /** Length of the document before the entry of that revision. */
  int lengthBefore(long revision) {
    return operations.baseLength(index(revision));
  }

  /** The first revision after {@code after} that is of {@code site}; past the head if none is. */
  long nextOf(String site, long after) {
    boolean wroteHere = authors.stream().anyMatch(known -> known.site.equals(site));
    long revision = wroteHere ? after + 1 : head() + 1;
    while (revision <= head() && !site(revision).equals(site)) {
      revision++;
    }
    return revision;
  }

  private int index(long revision) {
    return (int) (revision - before - 1);
  }
}
