package dev.rejoin.server.simulation;

import dev.rejoin.ot.Mover;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.AwaitingAck;
import dev.rejoin.ot.sync.AwaitingAckWithBuffer;
import dev.rejoin.ot.sync.ClientState;
import dev.rejoin.ot.sync.Received;
import dev.rejoin.ot.sync.Received.Advanced;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.ot.testing.LetterDifference;
import dev.rejoin.server.protocol.EntryName;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import java.util.List;
import java.util.Optional;

/** One document as a client has it: the log's text, what it lacks, and what the person sees. */
final class Replica {

  private String lineage;
  private ClientState state;
  private Optional<EntryName> check;
  private String base;
  private String local;

  Replica(Kept.Standing kept) {
    lineage = kept.lineage();
    state = kept.state();
    check = kept.check();
    base = kept.base();
    local = kept.local();
  }

  static Replica opened(Opened answer, String content) {
    ClientState state = ClientState.opened(answer.site(), answer.revision(), answer.sequence());
    return new Replica(new Kept.Standing(answer.lineage(), state, answer.check(), content));
  }

  ClientState state() {
    return state;
  }

  String lineage() {
    return lineage;
  }

  String base() {
    return base;
  }

  String local() {
    return local;
  }

  Kept.Standing standing() {
    return new Kept.Standing(lineage, state, check, base);
  }

  void edit(Operation edit) {
    local = edit.apply(local);
    state = state.edit(edit);
  }

  void refreeze() {
    state = state.refrozen();
  }

  /** Takes in steps that came live, or says what is wrong with them. */
  Optional<String> receive(Ops ops, Caret caret) {
    Optional<EntryName> last = ops.check().or(() -> lastName(ops.steps()));
    if (ops.from() != state.revision()) {
      throw new AssertionError("at " + state.revision() + ", steps from " + ops.from());
    }
    return take(state.receive(ops.steps()), ops.steps(), last, caret);
  }

  /** Takes in what was missed, or says what is wrong with it. */
  Optional<String> resume(Opened answer, OpenedBody.Missed missed, Caret caret) {
    if (missed.from() != state.revision()) {
      throw new AssertionError("at " + state.revision() + ", resumed from " + missed.from());
    }
    Optional<String> wrong =
        take(
            state.resume(missed.steps(), answer.sequence()), missed.steps(), answer.check(), caret);
    if (wrong.isEmpty()) {
      lineage = answer.lineage(); // A restored backup goes on under another name.
    }
    return wrong;
  }

  /** The log does not reach back: the difference to its content stands for what was missed. */
  Optional<String> rebase(Opened answer, String content, Caret caret) {
    boolean stored = state.inFlight().isPresent() && answer.sequence() > state.lastSequence();
    String before = stored ? outstanding().apply(base) : base;
    Operation missed = LetterDifference.between(before, content);
    Received received = state.rebase(answer.revision(), answer.sequence(), missed);
    if (!(received instanceof Advanced advanced)) {
      return Optional.of(received.toString());
    }
    become(advanced, content, answer.check(), caret);
    lineage = answer.lineage();
    return Optional.empty();
  }

  private Optional<String> take(
      Received received, List<Step> steps, Optional<EntryName> lastName, Caret caret) {
    if (!(received instanceof Advanced advanced)) {
      return Optional.of(received.toString());
    }
    String moved = base;
    for (Step step : steps) {
      moved =
          step instanceof Step.Folded folded
              ? folded.operation().apply(moved)
              : ((Step.One) step).operation().apply(moved);
    }
    become(advanced, moved, lastName, caret);
    return Optional.empty();
  }

  private void become(
      Advanced advanced, String newBase, Optional<EntryName> newCheck, Caret caret) {
    state = advanced.state();
    base = newBase;
    check = newCheck;
    if (advanced.apply().isPresent()) {
      local = advanced.apply().get().apply(local);
      caret.moved(advanced.apply().get(), Mover.OTHER);
    }
  }

  /** What is in flight, on the text of the log: all that is pending, less the buffer. */
  private Operation outstanding() {
    return state instanceof AwaitingAck awaiting
        ? awaiting.outstanding()
        : ((AwaitingAckWithBuffer) state).outstanding();
  }

  private static Optional<EntryName> lastName(List<Step> steps) {
    return steps.get(steps.size() - 1) instanceof Step.One one
        ? Optional.of(new EntryName(one.by(), one.sequence()))
        : Optional.empty();
  }
}
