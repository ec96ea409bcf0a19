package dev.rejoin.ot.sync.simulation;

import dev.rejoin.ot.Document;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.FoldedLog;
import dev.rejoin.ot.sync.LastEntry;
import dev.rejoin.ot.sync.Outcome;
import dev.rejoin.ot.sync.Recall;
import dev.rejoin.ot.sync.Sequencer;
import dev.rejoin.ot.sync.SequencerLimits;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.ot.sync.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server, as far as this document goes: a queue, a sequencer, and at most one append in flight.
 */
final class Node {
  private static final long MAX_WEIGHT = 1L << 30;

  private record Queued(Connection connection, Submission submission) {}

  private final World world;
  private final List<Connection> connections = new ArrayList<>();
  private final List<Queued> queue = new ArrayList<>();

  /** Submitted and staged, and perhaps on its way to the log. */
  private List<Queued> batch = List.of();

  private Sequencer sequencer;
  private FoldedLog recent;

  Node(World world) {
    this.world = world;
    load();
  }

  /** From the log, remembering only the end of it. */
  private void load() {
    int head = world.log.head();
    long floor = world.log.floor;
    long remembered = floor + world.random.below((int) (head - floor) + 1);
    Map<String, LastEntry> sites =
        world.has(Mutant.SERVER_FORGETS_NAMES) ? Map.of() : world.log.sites();
    recent = new FoldedLog(remembered, MAX_WEIGHT);
    world.log.entries(remembered, head).forEach(recent::append);
    sequencer =
        new Sequencer(world.log.document(head), head, floor, sites, recent, SequencerLimits.NONE);
  }

  void restart() {
    world.counts.restarts++;
    queue.clear();
    batch = List.of();
    connections.forEach(connection -> connection.cut(connection.up.size()));
    connections.clear();
    load();
  }

  void connect(Connection connection) {
    connections.add(connection);
  }

  boolean isQuiet() {
    return queue.isEmpty()
        && batch.isEmpty()
        && sequencer.head() == world.log.head()
        && connections.stream().allMatch(Node::isQuiet);
  }

  private static boolean isQuiet(Connection connection) {
    return connection.up.isEmpty() && (connection.cut || connection.told == connection.node.head());
  }

  private long head() {
    return sequencer.head();
  }

  Document document() {
    return sequencer.document();
  }

  /** Reads one message of somebody: of a connection that was given up, too. */
  void read() {
    connections.removeIf(connection -> connection.cut && connection.up.isEmpty());
    List<Connection> waiting =
        connections.stream().filter(connection -> !connection.up.isEmpty()).toList();
    if (waiting.isEmpty()) {
      return;
    }
    Connection connection = world.oneOf(waiting);
    if (connection.up.peekFirst() instanceof Connection.Open open) {
      if (connection.cut || open(connection, open.revision())) {
        connection.up.removeFirst();
      }
    } else {
      queue(connection, (Connection.Send) connection.up.removeFirst());
    }
  }

  private void queue(Connection connection, Connection.Send send) {
    Submission submission =
        new Submission(
            connection.person.site,
            send.frozen().sequence(),
            send.frozen().revision(),
            send.frozen().operation(),
            "~" + connection.person.site,
            0);
    queue.add(new Queued(connection, submission));
  }

  /** Whether it could be opened now: not while the document holds more than the log. */
  private boolean open(Connection connection, long revision) {
    if (!batch.isEmpty()) {
      return false;
    }
    catchUp();
    String site = connection.person.site;
    long lastSequence = sequencer.lastEntry(site).sequence();
    connection.told = head();
    if (revision < 0) {
      connection.say(
          new Connection.OpenedWithContent(sequencer.document().snapshot(), head(), lastSequence));
    } else if (revision < world.log.floor) {
      connection.say(
          new Connection.Compacted(sequencer.document().snapshot(), head(), lastSequence));
    } else {
      boolean late = world.has(Mutant.SERVER_SKIPS_A_STEP) && revision < head();
      connection.say(
          new Connection.OpenedWithSteps(
              steps(site, late ? revision + 1 : revision, head()), lastSequence));
    }
    return true;
  }

  /** Takes in what other nodes stored. */
  void catchUp() {
    if (batch.isEmpty()) {
      sequencer.learn(world.log.entries(head(), world.log.head()));
    }
  }

  /** Tells one connection some or all of what is new. */
  void tell() {
    List<Connection> behind =
        connections.stream().filter(c -> !c.cut && c.told >= 0 && c.told < shown()).toList();
    if (behind.isEmpty()) {
      return;
    }
    Connection connection = world.oneOf(behind);
    long from = connection.told;
    long to = from + 1 + world.random.below((int) (shown() - from));
    connection.told = to;
    connection.say(new Connection.Steps(steps(connection.person.site, from, to)));
  }

  private long shown() {
    boolean all = world.has(Mutant.SERVER_SHOWS_WHAT_IS_NOT_STORED);
    return head() + (all ? sequencer.staged().size() : 0);
  }

  /** Live, folded, or first the one and then the other. */
  private List<Step> steps(String site, long from, long to) {
    long border =
        switch (world.random.below(3)) {
          case 0 -> from;
          case 1 -> to;
          default -> from + world.random.below((int) (to - from) + 1);
        };
    List<Step> steps = new ArrayList<>();
    for (long revision = from + 1; revision <= border; revision++) {
      Entry entry = entry(revision);
      steps.add(new Step.One(entry.site(), entry.sequence(), entry.operation()));
    }
    if (border < to && to <= head()) {
      String receiver = world.has(Mutant.SERVER_FOLDS_THE_ACKNOWLEDGEMENT) ? "nobody" : site;
      steps.addAll(remembering(border).steps(receiver, border, to));
    } else {
      steps.addAll(border < to ? steps(site, border, to) : List.of());
    }
    return steps;
  }

  private Entry entry(long revision) {
    if (revision > head()) {
      return sequencer.staged().get((int) (revision - head()) - 1);
    }
    return world.log.entry(revision);
  }

  /** What is remembered, or all of the log if that does not reach back far enough. */
  private FoldedLog remembering(long revision) {
    if (recent.covers(revision)) {
      return recent;
    }
    FoldedLog all = new FoldedLog(0, MAX_WEIGHT);
    world.log.entries(0, head()).forEach(all::append);
    return all;
  }

  /** One turn of the loop of a document: stage what is queued, or append what is staged. */
  void work() {
    if (batch.isEmpty()) {
      int size = world.random.below(queue.size() + 1);
      batch = List.copyOf(queue.subList(0, size));
      queue.subList(0, size).clear();
      stage();
    } else {
      append();
    }
  }

  private void stage() {
    for (Queued queued : batch) {
      Outcome outcome = submit(queued.submission());
      if (outcome instanceof Outcome.Duplicate) {
        world.counts.duplicates++;
        if (world.has(Mutant.SERVER_APPLIES_TWICE)) {
          submit(asNew(queued.submission()));
        }
      } else if (outcome instanceof Outcome.Refused refused) {
        world.counts.refusedTooLate += queued.connection().cut ? 1 : 0;
        queued
            .connection()
            .say(
                new Connection.Nack(
                    queued.submission().sequence(), refused.code(), refused.message()));
      }
    }
    if (sequencer.staged().isEmpty()) {
      batch = List.of();
    }
  }

  private Outcome submit(Submission submission) {
    Submission asked =
        world.has(Mutant.SERVER_DOES_NOT_TRANSFORM) ? atHead(submission) : submission;
    Outcome outcome = sequencer.submit(asked);
    if (outcome instanceof Outcome.NeedsHistory needed) {
      world.counts.recalls++;
      Recall recall = new Recall(needed.from());
      world.log.entries(needed.from(), needed.to()).forEach(recall::add);
      return sequencer.submit(asked, Optional.of(recall.past()));
    }
    return outcome;
  }

  private void append() {
    if (world.mishap(12)) {
      world.counts.failedAppends++;
      rollback();
      batch.forEach(q -> q.connection().say(new Connection.Busy(q.submission().sequence())));
      batch = List.of();
      return;
    }
    boolean stored = world.log.append(head(), sequencer.staged());
    if (world.mishap(30)) {
      restart();
    } else if (stored && !world.mishap(12)) {
      sequencer.commit();
      batch = List.of();
    } else {
      // Another node was faster, or the answer got lost: the log knows, so ask the log again.
      world.counts.lostRaces += stored ? 0 : 1;
      world.counts.unknownAppends += stored ? 1 : 0;
      rollback();
      sequencer.learn(world.log.entries(head(), world.log.head()));
      stage();
    }
  }

  private void rollback() {
    if (!world.has(Mutant.SERVER_KEEPS_WHAT_WAS_ROLLED_BACK)) {
      sequencer.rollback();
      return;
    }
    Document dirty = Document.of(sequencer.document().snapshot());
    long head = head();
    Map<String, LastEntry> sites = world.log.sites();
    sequencer = new Sequencer(dirty, head, 0, sites, recent, SequencerLimits.NONE);
  }

  private Submission asNew(Submission again) {
    String site = again.site() + " again";
    return new Submission(
        site,
        sequencer.lastEntry(site).sequence() + 1,
        again.revision(),
        again.operation(),
        again.user(),
        again.at());
  }

  private Submission atHead(Submission submission) {
    return new Submission(
        submission.site(),
        submission.sequence(),
        head(),
        submission.operation(),
        submission.user(),
        submission.at());
  }
}
