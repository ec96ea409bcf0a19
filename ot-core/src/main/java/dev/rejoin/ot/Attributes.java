package dev.rejoin.ot;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Formatting of a run: names and values, sorted by name in UTF-16 order. Immutable. On a retain a
 * value of {@code null} removes the attribute; an insert has no nulls.
 */
public final class Attributes {
  public static final Attributes NONE = new Attributes(Collections.emptySortedMap());

  private final SortedMap<String, Object> values;

  private Attributes(SortedMap<String, Object> values) {
    this.values = values;
  }

  /**
   * Attributes of a copy of {@code values}: {@code String}, {@code Boolean}, {@code Long}, or null.
   *
   * @throws InvalidOperationException for any other value, or a name that is empty
   */
  public static Attributes of(Map<String, ?> values) {
    SortedMap<String, Object> copy = new TreeMap<>(values);
    copy.forEach(
        (name, value) -> {
          AttributeValues.requireName(name);
          if (value != null) {
            AttributeValues.require(name, value);
          }
        });
    return trusted(copy);
  }

  /** One attribute. */
  public static Attributes of(String name, Object value) {
    return of(Collections.singletonMap(name, value));
  }

  private static Attributes trusted(SortedMap<String, Object> values) {
    return values.isEmpty() ? NONE : new Attributes(values);
  }

  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** Whether a value is null, which only a retain may have. */
  public boolean removesAny() {
    return values.containsValue(null);
  }

  /** Sorted by name, read-only. */
  public SortedMap<String, Object> asMap() {
    return Collections.unmodifiableSortedMap(values);
  }

  /** This change and then {@code next}, as one change of a retained run. */
  Attributes then(Attributes next) {
    if (isEmpty() || next.isEmpty()) {
      return isEmpty() ? next : this;
    }
    SortedMap<String, Object> both = new TreeMap<>(values);
    both.putAll(next.values);
    return trusted(both);
  }

  /** What a run with these attributes has after {@code change}: removals are carried out. */
  Attributes changedBy(Attributes change) {
    if (change.isEmpty()) {
      return this;
    }
    SortedMap<String, Object> after = new TreeMap<>(values);
    after.putAll(change.values);
    after.values().removeIf(value -> value == null);
    return trusted(after);
  }

  /** This change without what {@code later} sets as well: the later entry wins. */
  Attributes yieldingTo(Attributes later) {
    if (isEmpty() || later.isEmpty()) {
      return this;
    }
    SortedMap<String, Object> rest = new TreeMap<>(values);
    rest.keySet().removeAll(later.values.keySet());
    return trusted(rest);
  }

  /** The change that leads from {@code base} with this change back to {@code base}. */
  Attributes undoneTo(Attributes base) {
    SortedMap<String, Object> undo = new TreeMap<>();
    values.forEach(
        (name, value) -> {
          Object before = base.values.get(name);
          if (before == null ? value != null : !before.equals(value)) {
            undo.put(name, before);
          }
        });
    return trusted(undo);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Attributes that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
