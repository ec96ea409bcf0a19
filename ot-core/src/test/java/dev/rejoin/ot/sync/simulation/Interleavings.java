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
import java.util.Set;
import java.util.stream.IntStream;

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
  private record Client(ClientState state, String text, int done, Set<Character> deleted) {}

  private record Moment(List<Entry> log, List<Client> clients) {}

  private final List<List<Deed>> deeds;
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
    List<Client> clients =
        IntStream.range(0, deeds.size())
            .mapToObj(i -> new Client(ClientState.opened("site" + i, 0, 0), START, 0, Set.of()))
            .toList();
    reach(new Moment(List.of(), clients));
    while (!open.isEmpty()) {
      Moment moment = open.pop();
      boolean moved = false;
      for (int i = 0; i < clients.size(); i++) {
        moved |= edit(moment, i) | take(moment, i) | receive(moment, i);
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

  private boolean edit(Moment moment, int i) {
    Client client = moment.clients().get(i);
    if (client.done() == deeds.get(i).size()) {
      return false;
    }
    String letter = Character.toString((char) ('A' + 10 * i + client.done()));
    Operation edit = edit(deeds.get(i).get(client.done()), client.text(), letter);
    String after = edit.apply(client.text());
    Set<Character> deleted = new HashSet<>(client.deleted());
    client
        .text()
        .chars()
        .filter(old -> after.indexOf(old) < 0)
        .forEach(old -> deleted.add((char) old));
    reach(
        with(moment, i, new Client(client.state().edit(edit), after, client.done() + 1, deleted)));
    return true;
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
  private boolean take(Moment moment, int i) {
    ClientState state = moment.clients().get(i).state();
    if (state.inFlight().isEmpty() || holds(moment.log(), state)) {
      return false;
    }
    Frozen frozen = state.inFlight().get();
    Submission submission =
        new Submission(
            state.site(), frozen.sequence(), frozen.revision(), frozen.operation(), "", 0);
    Outcome outcome = sequencer(moment.log()).submit(submission);
    if (!(outcome instanceof Outcome.Accepted accepted)) {
      throw new AssertionError(outcome);
    }
    List<Entry> log = new ArrayList<>(moment.log());
    log.add(accepted.entry());
    reach(new Moment(List.copyOf(log), moment.clients()));
    return true;
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

  private boolean receive(Moment moment, int i) {
    Client client = moment.clients().get(i);
    int revision = (int) client.state().revision();
    int head = moment.log().size();
    if (revision == head) {
      return false;
    }
    Entry next = moment.log().get(revision);
    Step one = new Step.One(next.site(), next.sequence(), next.operation());
    reach(with(moment, i, received(client, List.of(one))));
    if (head > revision + 1) {
      List<Step> all = folded(moment.log()).steps(client.state().site(), revision, head);
      reach(with(moment, i, received(client, all)));
    }
    return true;
  }

  private static Client received(Client client, List<Step> steps) {
    Received received = client.state().receive(steps);
    if (!(received instanceof Received.Advanced advanced)) {
      throw new AssertionError(received);
    }
    String text = advanced.apply().map(op -> op.apply(client.text())).orElse(client.text());
    return new Client(advanced.state(), text, client.done(), client.deleted());
  }

  private static Moment with(Moment moment, int i, Client client) {
    List<Client> clients = new ArrayList<>(moment.clients());
    clients.set(i, client);
    return new Moment(moment.log(), List.copyOf(clients));
  }

  private static void checkEnd(Moment end) {
    String text = sequencer(end.log()).document().text();
    Set<Character> expected = new HashSet<>();
    START.chars().forEach(letter -> expected.add((char) letter));
    for (Entry entry : end.log()) {
      entry.operation().components().stream()
          .filter(Component.Insert.class::isInstance)
          .map(Component.Insert.class::cast)
          .forEach(insert -> insert.text().chars().forEach(c -> expected.add((char) c)));
    }
    for (Client client : end.clients()) {
      assertEquals(text, client.text());
      assertTrue(client.state().inFlight().isEmpty(), "nothing in flight");
      expected.removeAll(client.deleted());
    }
    Set<Character> found = new HashSet<>();
    text.chars().forEach(letter -> assertTrue(found.add((char) letter), "doubled letter"));
    assertEquals(expected, found);
  }
}
