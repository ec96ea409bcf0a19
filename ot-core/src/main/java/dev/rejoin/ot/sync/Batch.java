package dev.rejoin.ot.sync;

import dev.rejoin.ot.Operation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Entries that are on their way to the log, and what it takes to forget them. */
final class Batch {
  private final List<Entry> entries = new ArrayList<>();
  private final List<Operation> inverses = new ArrayList<>();
  private final Map<String, LastEntry> sites = new HashMap<>();
  private Blocks blocks;

  void add(Entry entry, Operation inverse) {
    Operation operation = entry.operation();
    entries.add(entry);
    inverses.add(inverse);
    sites.put(entry.site(), new LastEntry(entry.sequence(), entry.revision()));
    blocks = blocks == null ? Blocks.of(operation) : blocks.then(operation);
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  int size() {
    return entries.size();
  }

  Entry get(int index) {
    return entries.get(index);
  }

  /** In the order of their revisions. */
  List<Entry> entries() {
    return List.copyOf(entries);
  }

  /** In the order in which they undo: the last entry's first. */
  List<Operation> inverses() {
    List<Operation> reversed = new ArrayList<>(inverses);
    Collections.reverse(reversed);
    return reversed;
  }

  /** The last entry of each site that has one in this batch. */
  Map<String, LastEntry> sites() {
    return sites;
  }

  /** T(all of the batch, operation). */
  Operation moved(Operation operation) {
    return isEmpty() ? operation : blocks.moved(operation);
  }

  void clear() {
    entries.clear();
    inverses.clear();
    sites.clear();
    blocks = null;
  }
}
