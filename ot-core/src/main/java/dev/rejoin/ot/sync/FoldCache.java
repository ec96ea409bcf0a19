package dev.rejoin.ot.sync;

import dev.rejoin.ot.Operation;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Folds that were made already; those not asked for longest go first when it gets too heavy. */
final class FoldCache {
  private static final int SLOT_WEIGHT = 96;

  private final Map<Span, Operation> folds = new LinkedHashMap<>(16, 0.75f, true);
  private final long maxWeight;
  private long weight;

  /** The entries after revision {@code from} up to and with {@code to}. */
  record Span(long from, long to) {}

  FoldCache(long maxWeight) {
    this.maxWeight = maxWeight;
  }

  /** The fold of that span, or null. */
  Operation get(Span span) {
    return folds.get(span);
  }

  void put(Span span, Operation fold) {
    Operation before = folds.put(span, fold);
    weight += weight(fold) - (before == null ? 0 : weight(before));
    Iterator<Operation> eldest = folds.values().iterator();
    while (weight > maxWeight) {
      weight -= weight(eldest.next());
      eldest.remove();
    }
  }

  long weight() {
    return weight;
  }

  private static int weight(Operation fold) {
    return SLOT_WEIGHT + fold.weight();
  }
}
