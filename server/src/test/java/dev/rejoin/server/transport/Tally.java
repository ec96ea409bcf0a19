package dev.rejoin.server.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;

/** What was done and heard, so that a test that does nothing does not pass. */
final class Tally {

  private final Map<Integer, Integer> byTimes = new TreeMap<>();
  private final Map<Integer, Integer> byConnections = new TreeMap<>();
  private int operations;
  private long sent;
  private long told;
  private int toldAgain;

  /** One operation is through. */
  void take(int times, int connections, int tellings) {
    operations++;
    sent += times;
    told += tellings;
    toldAgain += tellings > 2 ? 1 : 0;
    byTimes.merge(times, 1, Integer::sum);
    byConnections.merge(connections, 1, Integer::sum);
  }

  void add(Tally other) {
    operations += other.operations;
    sent += other.sent;
    told += other.told;
    toldAgain += other.toldAgain;
    other.byTimes.forEach((times, count) -> byTimes.merge(times, count, Integer::sum));
    other.byConnections.forEach((each, count) -> byConnections.merge(each, count, Integer::sum));
  }

  void requireEnough(int wanted) {
    assertEquals(wanted, operations);
    assertTrue(sent > 9L * operations, this::toString);
    assertTrue(told > 6L * operations, this::toString);
    assertTrue(toldAgain > operations * 9 / 10, this::toString);
    for (int times = 1; times <= ManyTimes.MAX_TIMES; times++) {
      assertTrue(byTimes.getOrDefault(times, 0) > operations / 100, this::toString);
    }
    for (int connections = 1; connections <= ManyTimes.MAX_CONNECTIONS; connections++) {
      assertTrue(byConnections.getOrDefault(connections, 0) > operations / 20, this::toString);
    }
  }

  @Override
  public String toString() {
    return "%d operations, sent %d times, told %d times, %d of them more than once; times %s, connections %s"
        .formatted(operations, sent, told, toldAgain, byTimes, byConnections);
  }
}
