package dev.rejoin.server.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All that is decided before a simulation begins.
 *
 * @param seed of what no event decides: how long messages and commits take
 * @param players which programs the clients are
 */
record Schedule(
    long seed, int nodes, int clients, int documents, Players players, List<Event> events) {

  Schedule {
    events = List.copyOf(events);
  }

  Schedule with(List<Event> others) {
    return new Schedule(seed, nodes, clients, documents, players, others);
  }

  Schedule with(Players others) {
    return new Schedule(seed, nodes, clients, documents, others, events);
  }

  Schedule smaller(int lessNodes, int lessClients, int lessDocuments) {
    return new Schedule(
        seed, nodes - lessNodes, clients - lessClients, documents - lessDocuments, players, events);
  }

  boolean has(Kind... kinds) {
    List<Kind> wanted = List.of(kinds);
    return events.stream().anyMatch(event -> wanted.contains(event.kind()));
  }

  /** When the last event happens. */
  long end() {
    return events.stream().mapToLong(Event::at).max().orElse(0);
  }

  @Override
  public String toString() {
    return "seed %d nodes %d clients %d documents %d%s\n"
            .formatted(seed, nodes, clients, documents, players.said())
        + events.stream().map(event -> event + "\n").collect(Collectors.joining());
  }

  /** What {@link #toString} says; lines that begin with # are for people. */
  static Schedule parse(List<String> lines) {
    List<String> said = lines.stream().filter(line -> !line.startsWith("#")).toList();
    String[] head = said.get(0).split(" ");
    List<Event> events = new ArrayList<>();
    said.stream()
        .skip(1)
        .filter(line -> !line.isBlank())
        .forEach(line -> events.add(Event.parse(line)));
    return new Schedule(
        Long.parseLong(head[1]),
        Integer.parseInt(head[3]),
        Integer.parseInt(head[5]),
        Integer.parseInt(head[7]),
        Players.parse(List.of(head).subList(8, head.length)),
        events);
  }
}
