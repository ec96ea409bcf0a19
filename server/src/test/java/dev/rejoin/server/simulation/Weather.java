package dev.rejoin.server.simulation;

import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.simulation.Kind.Whom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Makes a schedule from a seed: each seed has its own weather, and some kinds of it not at all. */
final class Weather {

  private static final int MAX_CLIENTS = 8;
  private static final int AWHILE_MILLIS = 2_500;

  private final SplitMix64 random;
  private final Map<Kind, Integer> rates = new EnumMap<>(Kind.class);
  private final int nodes;
  private final int clients;
  private final int documents;

  /** Of so many events one is a fault. */
  private final int calm;

  /** How many milliseconds lie between two events, at most. */
  private final int pace;

  private Weather(long seed) {
    random = new SplitMix64(seed);
    nodes = random.oneOf(1, 1, 1, 2, 2, 3);
    clients = random.oneOf(2, 2, 2, 3, 3, 4, 5, MAX_CLIENTS);
    documents = random.oneOf(1, 1, 1, 2, 2, 3);
    calm = random.oneOf(2, 3, 5, 12);
    pace = random.oneOf(30, 150, 400);
    for (Kind kind : Kind.values()) {
      rates.put(kind, random.oneIn(3) ? 0 : kind.weight * random.oneOf(1, 1, 3));
    }
  }

  static Schedule of(long seed) {
    return new Weather(seed).schedule(seed);
  }

  private Schedule schedule(long seed) {
    List<Event> events = new ArrayList<>();
    int count = 25 + random.below(80);
    long at = 300;
    while (events.size() < count) {
      at += random.below(pace);
      if (random.oneIn(calm)) {
        fault(at, events);
      } else {
        editing(at, events);
      }
    }
    events.sort(Comparator.comparingLong(Event::at));
    return new Schedule(seed, nodes, clients, documents, Players.JAVA, events);
  }

  /** One edit, or several in one go. */
  private void editing(long at, List<Event> events) {
    int who = random.below(clients);
    int edits = random.oneIn(4) ? 2 + random.below(5) : 1;
    for (int i = 0; i < edits; i++) {
      events.add(new Event(at + 15L * i, Kind.EDIT, who, dice()));
    }
    if (random.oneIn(3)) {
      events.add(new Event(at + 15L * edits, Kind.POINT, who, dice()));
    }
  }

  private void fault(long at, List<Event> events) {
    int sum = rates.values().stream().mapToInt(Integer::intValue).sum();
    if (sum == 0) {
      return;
    }
    int point = random.below(sum);
    for (Map.Entry<Kind, Integer> rate : rates.entrySet()) {
      point -= rate.getValue();
      if (point < 0) {
        happens(at, rate.getKey(), events);
        return;
      }
    }
  }

  private void happens(long at, Kind kind, List<Event> events) {
    events.add(new Event(at, kind, who(kind), dice()));
    if (kind == Kind.ABSENCE || kind == Kind.WEEK) {
      // Who comes back finds that the log does not reach back any more, as often as not.
      events.add(new Event(at + AWHILE_MILLIS, Kind.TRIM, random.below(nodes), dice()));
    }
  }

  private int who(Kind kind) {
    return kind.whom == Whom.STORE ? 0 : random.below(kind.whom == Whom.CLIENT ? clients : nodes);
  }

  private int dice() {
    return random.below(1_000_000);
  }
}
