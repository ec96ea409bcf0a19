package dev.rejoin.load.editor;

import dev.rejoin.ot.Content;
import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.AwaitingAck;
import dev.rejoin.ot.sync.AwaitingAckWithBuffer;
import dev.rejoin.ot.sync.ClientState;
import dev.rejoin.ot.sync.Received;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.ot.sync.Synchronized;
import dev.rejoin.server.codec.ParsedOperation;
import dev.rejoin.server.protocol.ClientMessage;
import dev.rejoin.server.protocol.EntryName;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ResetReason;
import dev.rejoin.server.protocol.ResumePoint;
import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.Site;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One editor's copy of one document, with everything that the protocol asks a client to remember.
 * It knows no socket: messages go in, and {@link #inFlight} is what should go out.
 */
final class Replica {
  private final String document;
  private final String client;
  private final Typist typist;
  private final Journal journal = new Journal();

  /** The log's text, and what the person sees: that, and all that the log lacks. */
  private Document base = Document.empty(DocumentType.TEXT);

  private Document local = Document.empty(DocumentType.TEXT);
  private ClientState state;
  private String lineage;
  private Optional<EntryName> check = Optional.empty();

  Replica(String document, String client, Typist typist) {
    this.document = document;
    this.client = client;
    this.typist = typist;
    this.state = ClientState.opened(Site.of(client), 0, 0);
  }

  /** What to open the document with: the first time anew, later from where this copy stands. */
  ClientMessage.Open open() {
    if (lineage == null) {
      return new ClientMessage.Open(
          document, client, Optional.of(DocumentType.TEXT), Optional.empty());
    }
    ResumePoint point = new ResumePoint(lineage, state.revision(), check);
    return new ClientMessage.Open(document, client, Optional.empty(), Optional.of(point));
  }

  void opened(ServerMessage.Opened opened) throws EditorFailure {
    if (opened.body() instanceof OpenedBody.Missed missed) {
      requireFrom(missed.from());
      // The log may go on under another name: then these entries are in it under that one.
      lineage = opened.lineage();
      advance(missed.steps(), state.resume(missed.steps(), opened.sequence()));
    } else {
      take(opened, (OpenedBody.Whole) opened.body());
      lineage = opened.lineage();
    }
    check = opened.check();
  }

  private void take(ServerMessage.Opened opened, OpenedBody.Whole whole) throws EditorFailure {
    Document content = Document.of(Content.of(DocumentType.TEXT, whole.content()));
    Optional<ResetReason> reason = whole.reason();
    if (reason.equals(Optional.of(ResetReason.COMPACTED))) {
      rebase(opened, content.text());
    } else if (lineage == null || reason.equals(Optional.of(ResetReason.DIVERGED))) {
      keepCopy();
      typist.othersWrote(TextDifference.between(local.text(), content.text()));
      state = ClientState.opened(opened.site(), opened.revision(), opened.sequence());
      local = Document.of(content);
    } else {
      throw new EditorFailure("could not resume at " + state.revision() + ": no reason given");
    }
    base = content;
  }

  private void keepCopy() {
    if (lineage != null) {
      int unsent = journal.inFlight() + buffered(state);
      journal.kept(new KeptCopy(lineage, state.revision(), state.pending(), unsent, local.text()));
    }
  }

  /** The log does not reach back to here: the difference to its content stands for what it did. */
  private void rebase(ServerMessage.Opened opened, String content) throws EditorFailure {
    ClientState before = state;
    boolean stored = state.inFlight().isPresent() && opened.sequence() > state.lastSequence();
    if (stored) {
      base.apply(outstanding(state));
    }
    Operation missed = TextDifference.between(base.text(), content);
    become(state.rebase(opened.revision(), opened.sequence(), missed));
    if (stored) {
      acknowledged(before, OptionalLong.empty());
    }
  }

  private static Operation outstanding(ClientState state) {
    return state instanceof AwaitingAck awaiting
        ? awaiting.outstanding()
        : ((AwaitingAckWithBuffer) state).outstanding();
  }

  void received(ServerMessage.Ops ops) throws EditorFailure {
    requireFrom(ops.from());
    advance(ops.steps(), state.receive(ops.steps()));
    check = ops.check().or(() -> nameOf(ops.steps().get(ops.steps().size() - 1)));
    if (ops.hash().isPresent()) {
      requireHash(ops.hash().getAsInt());
    }
  }

  private void requireFrom(long from) throws EditorFailure {
    if (from != state.revision()) {
      throw new EditorFailure("steps from revision " + from + ", it stands at " + state.revision());
    }
  }

  private void requireHash(int hash) throws EditorFailure {
    if (hash != base.hash()) {
      throw new EditorFailure("another text than the server's at revision " + state.revision());
    }
  }

  private void advance(List<Step> steps, Received received) throws EditorFailure {
    ClientState before = state;
    become(received);
    long revision = before.revision();
    for (Step step : steps) {
      revision += step.count();
      base.apply(operation(step));
      if (nameOf(step).filter(name -> name.site().equals(before.site())).isPresent()) {
        acknowledged(before, OptionalLong.of(revision));
      }
    }
  }

  private static Operation operation(Step step) {
    return step instanceof Step.Folded folded ? folded.operation() : ((Step.One) step).operation();
  }

  private void become(Received received) throws EditorFailure {
    if (received instanceof Received.Violation violation) {
      throw new EditorFailure(violation.reason() + ": " + violation.message());
    }
    Received.Advanced advanced = (Received.Advanced) received;
    state = advanced.state();
    if (advanced.apply().isPresent()) {
      local.apply(advanced.apply().get());
      typist.othersWrote(advanced.apply().get());
    }
  }

  private void acknowledged(ClientState before, OptionalLong revision) {
    journal.acknowledged(
        new Journal.Line(lineage, before.inFlight().orElseThrow(), revision), buffered(before));
  }

  private static Optional<EntryName> nameOf(Step step) {
    return step instanceof Step.One one
        ? Optional.of(new EntryName(one.by(), one.sequence()))
        : Optional.empty();
  }

  /** Lets the typist type once. False: there is nothing left to type. */
  boolean type() {
    Optional<Operation> edit = typist.next(local);
    edit.ifPresent(
        operation -> {
          journal.typed(state instanceof Synchronized);
          local.apply(operation);
          state = state.edit(operation);
        });
    return edit.isPresent();
  }

  /** Whether another edit may be typed, with at most {@code ahead} of them waiting. */
  boolean mayType(int ahead) {
    return lineage != null && (state instanceof Synchronized || buffered(state) < ahead);
  }

  private static int buffered(ClientState state) {
    return state instanceof AwaitingAckWithBuffer awaiting ? awaiting.buffer().edits() : 0;
  }

  Optional<ClientMessage.Submit> inFlight() {
    return state
        .inFlight()
        .map(
            frozen ->
                new ClientMessage.Submit(
                    document,
                    frozen.sequence(),
                    frozen.revision(),
                    new ParsedOperation.Readable(frozen.operation())));
  }

  /** What is in flight is frozen anew: the log was cut back beyond it, and does not hold it. */
  void refreeze() {
    state = state.refrozen();
  }

  long revision() {
    return state.revision();
  }

  /** Which document this is a copy of; empty before it was opened for the first time. */
  Optional<String> lineage() {
    return Optional.ofNullable(lineage);
  }

  boolean isSynchronized() {
    return lineage != null && state instanceof Synchronized;
  }

  Journal journal() {
    return journal;
  }

  EditorReport report(String name, Optional<String> failure, Traffic traffic) {
    return new EditorReport(
        name,
        document,
        state.site(),
        state.revision(),
        local.text(),
        journal.lines(),
        journal.copies(),
        journal.edits(),
        state.inFlight(),
        failure,
        traffic);
  }
}
