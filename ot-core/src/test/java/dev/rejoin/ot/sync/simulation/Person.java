package dev.rejoin.ot.sync.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rejoin.ot.Document;
import dev.rejoin.ot.Mover;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.Range;
import dev.rejoin.ot.sync.ClientState;
import dev.rejoin.ot.sync.Frozen;
import dev.rejoin.ot.sync.Received;
import dev.rejoin.ot.sync.Refusal;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.ot.testing.LetterDifference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody who edits: one outbox, one local document, one caret, and a connection at times. */
final class Person {
  final String site;
  private final World world;
  private final Map<Long, Frozen> frozenBefore = new HashMap<>();

  /** Null until the document was opened for the first time. */
  ClientState state;

  Document local;
  private int caret;
  private Connection connection;
  private boolean opened;

  /** What was sent on this connection. */
  private Optional<Frozen> sent = Optional.empty();

  /** What was frozen anew on this connection. */
  private long refrozen;

  Person(World world, String site) {
    this.world = world;
    this.site = site;
  }

  boolean canEdit() {
    return state != null;
  }

  boolean isConnected() {
    return connection != null && !connection.cut;
  }

  boolean isQuiet() {
    return isConnected() && opened && connection.down.isEmpty() && state.inFlight().isEmpty();
  }

  /** How many operations this outbox has made. */
  int made() {
    return frozenBefore.size();
  }

  int caret() {
    return caret;
  }

  void moveCaret(int position) {
    caret = position;
  }

  void edit(Operation edit) {
    local.apply(edit);
    caret = Range.caret(caret).movedThrough(edit, Mover.AUTHOR).head();
    become(MutantClient.edit(world.mutant, state, edit));
  }

  void connect(Node node) {
    connection = new Connection(this, node);
    opened = false;
    sent = Optional.empty();
    refrozen = 0;
    node.connect(connection);
    connection.up.addLast(new Connection.Open(state == null ? -1 : state.revision()));
  }

  void cut() {
    if (isConnected()) {
      world.counts.cuts++;
      connection.cut(world.random.below(connection.up.size() + 1));
      if (state != null) {
        become(MutantClient.cut(world.mutant, state));
      }
    }
  }

  /** Sends what is in flight, if this connection has not done so yet; sometimes even if it has. */
  void send() {
    if (!isConnected() || !opened || state.inFlight().isEmpty()) {
      return;
    }
    if (!state.inFlight().equals(sent) || world.mishap(8)) {
      sent = state.inFlight();
      connection.up.addLast(new Connection.Send(sent.get()));
    }
  }

  void receive() {
    if (!isConnected() || connection.down.isEmpty()) {
      return;
    }
    Connection.Down message = connection.down.removeFirst();
    if (message instanceof Connection.OpenedWithContent content) {
      opened = true;
      local = Document.of(content.content());
      caret = local.length();
      become(ClientState.opened(site, content.revision(), content.lastSequence()));
    } else if (message instanceof Connection.Compacted compacted) {
      opened = true;
      rebase(compacted);
    } else if (message instanceof Connection.OpenedWithSteps steps) {
      opened = true;
      takeIn(steps.steps());
      advance(state.resume(List.of(), steps.lastSequence()));
    } else if (message instanceof Connection.Steps steps) {
      takeIn(steps.steps());
    } else if (message instanceof Connection.Busy) {
      sent = Optional.empty();
    } else if (message instanceof Connection.Nack nack && isInFlight(nack.sequence())) {
      refused(nack);
    }
  }

  /** The one refusal that may come: the log was trimmed beyond what is in flight. */
  private void refused(Connection.Nack nack) {
    if (nack.sequence() == refrozen) {
      return; // It answers another copy of the old form.
    }
    long revision = state.inFlight().orElseThrow().revision();
    if (nack.code() != Refusal.STALE || revision >= world.log.floor) {
      throw new AssertionError(site + " got " + nack);
    }
    world.counts.refrozen++;
    refrozen = nack.sequence();
    freezeAnew();
    become(state.refrozen());
  }

  /** The difference to the base text, which a client keeps for this, stands for what it missed. */
  private void rebase(Connection.Compacted compacted) {
    world.counts.rebased++;
    Document base = world.log.document(state.revision());
    if (state.inFlight().isPresent() && compacted.lastSequence() > state.lastSequence()) {
      base.apply(MutantClient.outstanding(state));
    } else {
      freezeAnew();
    }
    Operation missed =
        LetterDifference.between(base.text(), Document.of(compacted.content()).text());
    advance(state.rebase(compacted.revision(), compacted.lastSequence(), missed));
  }

  private void freezeAnew() {
    frozenBefore.remove(state.lastSequence() + 1);
  }

  /** A nack of anything else answers a copy of what was done long ago, and is ignored. */
  private boolean isInFlight(long sequence) {
    return state.inFlight().filter(frozen -> frozen.sequence() == sequence).isPresent();
  }

  private void takeIn(List<Step> steps) {
    world.counts.foldedSteps += (int) steps.stream().filter(Step.Folded.class::isInstance).count();
    if (world.random.oneIn(2)) {
      advance(MutantClient.receive(world.mutant, state, steps));
      return;
    }
    for (Step step : steps) {
      if (step instanceof Step.One one && one.by().equals(site)) {
        world.counts.acknowledgements++;
        checkLetter();
      }
      advance(MutantClient.receive(world.mutant, state, List.of(step)));
    }
  }

  /** The server's form of an operation is the client's own, to the letter. */
  private void checkLetter() {
    Operation stored = world.log.entry(state.revision() + 1).operation();
    assertEquals(stored, MutantClient.outstanding(state), "outstanding of " + site);
  }

  private void advance(Received received) {
    if (!(received instanceof Received.Advanced advanced)) {
      throw new AssertionError(site + ": " + received);
    }
    advanced.apply().ifPresent(this::applyRemote);
    become(advanced.state());
  }

  private void applyRemote(Operation operation) {
    local.apply(operation);
    Mover mover =
        world.has(Mutant.CARET_GOES_RIGHT_OF_WHAT_OTHERS_TYPE) ? Mover.AUTHOR : Mover.OTHER;
    caret = Range.caret(caret).movedThrough(operation, mover).head();
  }

  /** What is frozen never changes. */
  private void become(ClientState next) {
    world.counts.transitions++;
    next.inFlight()
        .ifPresent(
            frozen -> {
              Frozen before = frozenBefore.putIfAbsent(frozen.sequence(), frozen);
              assertEquals(before == null ? frozen : before, frozen, "frozen by " + site);
            });
    state = next;
  }
}
