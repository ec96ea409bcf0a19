package dev.rejoin.server.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads the components of {@link Limits} as a table, so that no limit is written down twice. */
final class LimitTable {
  private static final List<RecordComponent> ROWS = List.of(Limits.class.getRecordComponents());

  private LimitTable() {}

  static Stream<RecordComponent> rows() {
    return ROWS.stream();
  }

  /** The defaults, except for what {@code given} names. */
  static Limits make(Map<String, Integer> given) {
    Map<String, Integer> unknown = new TreeMap<>(given);
    Object[] values = rows().map(row -> checked(row, unknown.remove(row.getName()))).toArray();
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("no limit is called " + unknown.keySet());
    }
    return construct(values);
  }

  static Limits with(Limits limits, String name, int value) {
    Map<String, Integer> values = new LinkedHashMap<>();
    rows().forEach(row -> values.put(row.getName(), get(limits, row)));
    values.put(name, value);
    return make(values);
  }

  static Map<String, Integer> forClients(Limits limits) {
    Map<String, Integer> told = new LinkedHashMap<>();
    rows()
        .filter(row -> row.getAnnotation(Limit.class).told())
        .forEach(row -> told.put(row.getName(), get(limits, row)));
    return told;
  }

  private static int checked(RecordComponent row, Integer given) {
    Limit limit = row.getAnnotation(Limit.class);
    int value = given == null ? limit.value() : given;
    if (value < limit.min() || value > limit.max()) {
      throw new IllegalArgumentException(
          "%s is %d, wanted %d to %d".formatted(row.getName(), value, limit.min(), limit.max()));
    }
    return value;
  }

  private static int get(Limits limits, RecordComponent row) {
    try {
      return (int) row.getAccessor().invoke(limits);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("the accessors of Limits are public", e);
    }
  }

  private static Limits construct(Object[] values) {
    Class<?>[] types = rows().map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return Limits.class.getConstructor(types).newInstance(values);
    } catch (java.lang.reflect.InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw refused;
      }
      throw new AssertionError("Limits only refuses arguments", e);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("Limits has its canonical constructor: " + Arrays.asList(types), e);
    }
  }
}
