package dev.rejoin.ot.sync.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rejoin.ot.Component;
import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.ClientState;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.FoldedLog;
import dev.rejoin.ot.sync.Frozen;
import dev.rejoin.ot.sync.LastEntry;
import dev.rejoin.ot.sync.Outcome;
import dev.rejoin.ot.sync.Received;
import dev.rejoin.ot.sync.Sequencer;
import dev.rejoin.ot.sync.SequencerLimits;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.ot.sync.Submission;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * All that can happen to a few people with a few edits each. What is on its way may be late by any
 * amount, so it is enough to let three things happen in every order: somebody edits, the server
 * takes what somebody has in flight, somebody receives the next entry, or all that they lack.
 */
final class Interleavings {
  private static final String START = "ab";

  /** What somebody does to a text, wherever that has gone by then. */
  enum Deed {
    INSERT_AT_START,
    INSERT_IN_THE_MIDDLE,
    DELETE_THE_FIRST,
    REPLACE_THE_LAST
  }

  /**
   * One of the people.
   *
   * @param deleted the letters that they deleted
   */
  private record Client(
      int number, ClientState state, String text, int done, Set<Character> deleted) {}

  /** A state of everything: the numbers of a log and of the clients. */
  private record Moment(int log, List<Integer> clients) {}

  /** A log and a client that meet in many moments, with the same result in all. */
  private record Meeting(int log, int client) {}

  private final List<List<Deed>> deeds;
  private final Numbering<List<Entry>> logs = new Numbering<>();
  private final Numbering<Client> clients = new Numbering<>();
  private final Map<Meeting, OptionalInt> taken = new HashMap<>();
  private final Map<Meeting, Set<Integer>> received = new HashMap<>();
  private final Set<Moment> seen = new HashSet<>();
  private final Deque<Moment> open = new ArrayDeque<>();
  private int ends;

  private Interleavings(List<List<Deed>> deeds) {
    this.deeds = deeds;
  }

  /** How many different moments there were; fails if an end is not as it should be. */
  static int explore(List<List<Deed>> deeds) {
    Interleavings interleavings = new Interleavings(deeds);
    interleavings.run();
    return interleavings.seen.size();
  }

  private void run() {
    List<Integer> start = new ArrayList<>();
    for (int i = 0; i < deeds.size(); i++) {
      ClientState state = ClientState.opened("site" + i, 0, 0);
      start.add(clients.of(new Client(i, state, START, 0, Set.of())));
    }
    reach(new Moment(logs.of(List.of()), List.copyOf(start)));
    while (!open.isEmpty()) {
      Moment moment = open.pop();
      boolean moved = false;
      for (int client : moment.clients()) {
        moved |= edit(moment, client) | take(moment, client) | receive(moment, client);
      }
      if (!moved) {
        ends++;
        checkEnd(moment);
      }
    }
    assertTrue(ends > 0, "no end");
  }

  private void reach(Moment moment) {
    if (seen.add(moment)) {
      open.push(moment);
    }
  }

  /** With one client gone on. */
  private void reach(Moment moment, int before, int after) {
    List<Integer> next = new ArrayList<>(moment.clients());
    next.set(next.indexOf(before), after);
    reach(new Moment(moment.log(), List.copyOf(next)));
  }

  private boolean edit(Moment moment, int before) {
    Client client = clients.get(before);
    List<Deed> script = deeds.get(client.number());
    if (client.done() == script.size()) {
      return false;
    }
    reach(moment, before, clients.of(edited(client, script.get(client.done()))));
    return true;
  }

  private static Client edited(Client client, Deed deed) {
    String letter = Character.toString((char) ('A' + 10 * client.number() + client.done()));
    Operation edit = edit(deed, client.text(), letter);
    String after = edit.apply(client.text());
    Set<Character> deleted = new HashSet<>(client.deleted());
    client
        .text()
        .chars()
        .filter(old -> after.indexOf(old) < 0)
        .forEach(old -> deleted.add((char) old));
    return new Client(
        client.number(), client.state().edit(edit), after, client.done() + 1, deleted);
  }

  private static Operation edit(Deed deed, String text, String letter) {
    int length = text.length();
    int middle = length / 2;
    int first = Math.min(1, length);
    return switch (deed) {
      case INSERT_AT_START -> Operation.builder().insert(letter).retain(length).build();
      case INSERT_IN_THE_MIDDLE ->
          Operation.builder().retain(middle).insert(letter).retain(length - middle).build();
      case DELETE_THE_FIRST -> Operation.builder().remove(first).retain(length - first).build();
      case REPLACE_THE_LAST ->
          Operation.builder().retain(length - first).insert(letter).remove(first).build();
    };
  }

  /** The server takes what is in flight, unless it has done so already. */
  private boolean take(Moment moment, int client) {
    OptionalInt log =
        taken.computeIfAbsent(
            new Meeting(moment.log(), client),
            meeting -> taken(logs.get(meeting.log()), clients.get(meeting.client()).state()));
    log.ifPresent(next -> reach(new Moment(next, moment.clients())));
    return log.isPresent();
  }

  private OptionalInt taken(List<Entry> log, ClientState state) {
    if (state.inFlight().isEmpty() || holds(log, state)) {
      return OptionalInt.empty();
    }
    Frozen frozen = state.inFlight().get();
    Submission submission =
        new Submission(
            state.site(), frozen.sequence(), frozen.revision(), frozen.operation(), "", 0);
    Outcome outcome = sequencer(log).submit(submission);
    if (!(outcome instanceof Outcome.Accepted accepted)) {
      throw new AssertionError(outcome);
    }
    List<Entry> longer = new ArrayList<>(log);
    longer.add(accepted.entry());
    return OptionalInt.of(logs.of(List.copyOf(longer)));
  }

  private static boolean holds(List<Entry> log, ClientState state) {
    return log.stream()
        .anyMatch(
            entry -> entry.site().equals(state.site()) && entry.sequence() > state.lastSequence());
  }

  private static Sequencer sequencer(List<Entry> log) {
    Document document = Document.of(DocumentType.TEXT, START);
    Map<String, LastEntry> sites = new HashMap<>();
    for (Entry entry : log) {
      document.apply(entry.operation());
      sites.put(entry.site(), new LastEntry(entry.sequence(), entry.revision()));
    }
    return new Sequencer(document, log.size(), 0, sites, folded(log), SequencerLimits.NONE);
  }

  private static FoldedLog folded(List<Entry> log) {
    FoldedLog folded = new FoldedLog(0, 1L << 20);
    log.forEach(folded::append);
    return folded;
  }

  /** Somebody receives the next entry, or all that they lack. */
  private boolean receive(Moment moment, int client) {
    Set<Integer> after =
        received.computeIfAbsent(
            new Meeting(moment.log(), client),
            meeting -> received(logs.get(meeting.log()), clients.get(meeting.client())));
    after.forEach(next -> reach(moment, client, next));
    return !after.isEmpty();
  }

  private Set<Integer> received(List<Entry> log, Client client) {
    int revision = (int) client.state().revision();
    if (revision == log.size()) {
      return Set.of();
    }
    Entry next = log.get(revision);
    Step one = new Step.One(next.site(), next.sequence(), next.operation());
    List<Step> all = folded(log).steps(client.state().site(), revision, log.size());
    Set<Integer> after = new HashSet<>();
    after.add(clients.of(received(client, List.of(one))));
    after.add(clients.of(received(client, all)));
    return after;
  }

  private static Client received(Client client, List<Step> steps) {
    Received received = client.state().receive(steps);
    if (!(received instanceof Received.Advanced advanced)) {
      throw new AssertionError(received);
    }
    String text = advanced.apply().map(op -> op.apply(client.text())).orElse(client.text());
    return new Client(client.number(), advanced.state(), text, client.done(), client.deleted());
  }

  private void checkEnd(Moment end) {
    List<Entry> log = logs.get(end.log());
    String text = sequencer(log).document().text();
    Set<Character> expected = new HashSet<>();
    START.chars().forEach(letter -> expected.add((char) letter));
    for (Entry entry : log) {
      entry.operation().components().stream()
          .filter(Component.Insert.class::isInstance)
          .map(Component.Insert.class::cast)
          .forEach(insert -> insert.text().chars().forEach(c -> expected.add((char) c)));
    }
    for (int number : end.clients()) {
      Client client = clients.get(number);
      assertEquals(text, client.text());
      assertTrue(client.state().inFlight().isEmpty(), "nothing in flight");
      expected.removeAll(client.deleted());
    }
    Set<Character> found = new HashSet<>();
    text.chars().forEach(letter -> assertTrue(found.add((char) letter), "doubled letter"));
    assertEquals(expected, found);
  }
}
