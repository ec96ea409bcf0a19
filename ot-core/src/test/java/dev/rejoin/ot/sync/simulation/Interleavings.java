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

  /** A log and a client that meet in many moments, with the same result in all. */
  private record Meeting(int log, int client) {}

  private final List<List<Deed>> deeds;
  private final Mutant mutant;
  private final Numbering<List<Entry>> logs = new Numbering<>();
  private final Numbering<Client> clients = new Numbering<>();
  private final Map<Integer, FoldedLog> folded = new HashMap<>();
  private final Map<Integer, OptionalInt> edited = new HashMap<>();
  private final Map<Meeting, OptionalInt> taken = new HashMap<>();
  private final Map<Meeting, Set<Integer>> received = new HashMap<>();
  private final Moments seen = new Moments();
  private final Deque<Long> open = new ArrayDeque<>();
  private int ends;

  private Interleavings(List<List<Deed>> deeds, Mutant mutant) {
    this.deeds = deeds;
    this.mutant = mutant;
  }

  /** How many different moments there were; fails if an end is not as it should be. */
  static int explore(List<List<Deed>> deeds) {
    return explore(deeds, Mutant.NONE);
  }

  /** The same with a planted bug. */
  static int explore(List<List<Deed>> deeds, Mutant mutant) {
    Interleavings interleavings = new Interleavings(deeds, mutant);
    try {
      interleavings.run();
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError(deeds + ": " + failure.getMessage(), failure);
    }
    return interleavings.seen.size();
  }

  private void run() {
    long start = Moments.of(logs.of(List.of()));
    for (int i = 0; i < deeds.size(); i++) {
      ClientState state = ClientState.opened("site" + i, 0, 0);
      start = Moments.withClient(start, i, clients.of(new Client(i, state, START, 0, Set.of())));
    }
    reach(start);
    while (!open.isEmpty()) {
      long moment = open.pop();
      boolean moved = false;
      for (int who = 0; who < deeds.size(); who++) {
        moved |= edit(moment, who) | take(moment, who) | receive(moment, who);
      }
      if (!moved) {
        ends++;
        checkEnd(moment);
      }
    }
    assertTrue(ends > 0, "no end");
  }

  private void reach(long moment) {
    if (seen.add(moment)) {
      open.push(moment);
    }
  }

  private boolean edit(long moment, int who) {
    OptionalInt after =
        edited.computeIfAbsent(Moments.client(moment, who), number -> edited(clients.get(number)));
    after.ifPresent(next -> reach(Moments.withClient(moment, who, next)));
    return after.isPresent();
  }

  private OptionalInt edited(Client client) {
    List<Deed> script = deeds.get(client.number());
    return client.done() == script.size()
        ? OptionalInt.empty()
        : OptionalInt.of(clients.of(edited(client, script.get(client.done()))));
  }

  private Client edited(Client client, Deed deed) {
    String letter = Character.toString((char) ('A' + 10 * client.number() + client.done()));
    Operation edit = edit(deed, client.text(), letter);
    String after = edit.apply(client.text());
    Set<Character> deleted = new HashSet<>(client.deleted());
    client
        .text()
        .chars()
        .filter(old -> after.indexOf(old) < 0)
        .forEach(old -> deleted.add((char) old));
    ClientState state = MutantClient.edit(mutant, client.state(), edit);
    return new Client(client.number(), state, after, client.done() + 1, deleted);
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
  private boolean take(long moment, int who) {
    OptionalInt log = taken.computeIfAbsent(meeting(moment, who), this::taken);
    log.ifPresent(next -> reach(Moments.withLog(moment, next)));
    return log.isPresent();
  }

  private static Meeting meeting(long moment, int who) {
    return new Meeting(Moments.log(moment), Moments.client(moment, who));
  }

  private OptionalInt taken(Meeting meeting) {
    List<Entry> log = logs.get(meeting.log());
    ClientState state = clients.get(meeting.client()).state();
    if (state.inFlight().isEmpty() || holds(log, state)) {
      return OptionalInt.empty();
    }
    Frozen frozen = state.inFlight().get();
    long revision = mutant == Mutant.SERVER_DOES_NOT_TRANSFORM ? log.size() : frozen.revision();
    Submission submission =
        new Submission(state.site(), frozen.sequence(), revision, frozen.operation(), "", 0);
    Outcome outcome = sequencer(meeting.log()).submit(submission);
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

  private Sequencer sequencer(int number) {
    List<Entry> log = logs.get(number);
    Document document = Document.of(DocumentType.TEXT, START);
    Map<String, LastEntry> sites = new HashMap<>();
    for (Entry entry : log) {
      document.apply(entry.operation());
      sites.put(entry.site(), new LastEntry(entry.sequence(), entry.revision()));
    }
    return new Sequencer(document, log.size(), 0, sites, folded(number), SequencerLimits.NONE);
  }

  /** Nobody commits, so that it stays as it is. */
  private FoldedLog folded(int number) {
    return folded.computeIfAbsent(
        number,
        any -> {
          FoldedLog log = new FoldedLog(0, 1L << 20);
          logs.get(number).forEach(log::append);
          return log;
        });
  }

  /** Somebody receives the next entry, or all that they lack. */
  private boolean receive(long moment, int who) {
    Set<Integer> after = received.computeIfAbsent(meeting(moment, who), this::received);
    after.forEach(next -> reach(Moments.withClient(moment, who, next)));
    return !after.isEmpty();
  }

  private Set<Integer> received(Meeting meeting) {
    List<Entry> log = logs.get(meeting.log());
    Client client = clients.get(meeting.client());
    int revision = (int) client.state().revision();
    if (revision == log.size()) {
      return Set.of();
    }
    Entry next = log.get(revision);
    Step one = new Step.One(next.site(), next.sequence(), next.operation());
    boolean swallows = mutant == Mutant.SERVER_FOLDS_THE_ACKNOWLEDGEMENT;
    String receiver = swallows ? "nobody" : client.state().site();
    List<Step> all = folded(meeting.log()).steps(receiver, revision, log.size());
    Set<Integer> after = new HashSet<>();
    after.add(clients.of(received(client, List.of(one))));
    after.add(clients.of(received(client, all)));
    return after;
  }

  private Client received(Client client, List<Step> steps) {
    Received received = MutantClient.receive(mutant, client.state(), steps);
    if (!(received instanceof Received.Advanced advanced)) {
      throw new AssertionError(received);
    }
    String text = advanced.apply().map(op -> op.apply(client.text())).orElse(client.text());
    return new Client(client.number(), advanced.state(), text, client.done(), client.deleted());
  }

  private void checkEnd(long end) {
    List<Entry> log = logs.get(Moments.log(end));
    String text = sequencer(Moments.log(end)).document().text();
    Set<Character> expected = new HashSet<>();
    START.chars().forEach(letter -> expected.add((char) letter));
    for (Entry entry : log) {
      entry.operation().components().stream()
          .filter(Component.Insert.class::isInstance)
          .map(Component.Insert.class::cast)
          .forEach(insert -> insert.text().chars().forEach(c -> expected.add((char) c)));
    }
    for (int who = 0; who < deeds.size(); who++) {
      Client client = clients.get(Moments.client(end, who));
      assertEquals(text, client.text());
      assertTrue(client.state().inFlight().isEmpty(), "nothing in flight");
      expected.removeAll(client.deleted());
    }
    Set<Character> found = new HashSet<>();
    text.chars().forEach(letter -> assertTrue(found.add((char) letter), "doubled letter"));
    assertEquals(expected, found);
  }
}
