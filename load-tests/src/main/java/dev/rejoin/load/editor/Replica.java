package dev.rejoin.load.editor;

import dev.rejoin.ot.Content;
import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.AwaitingAckWithBuffer;
import dev.rejoin.ot.sync.ClientState;
import dev.rejoin.ot.sync.Frozen;
import dev.rejoin.ot.sync.Received;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.ot.sync.Synchronized;
import dev.rejoin.server.codec.ParsedOperation;
import dev.rejoin.server.protocol.ClientMessage;
import dev.rejoin.server.protocol.EntryName;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ResumePoint;
import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.Site;
import java.util.List;
import java.util.Optional;

/**
 * One editor's copy of one document, with everything that the protocol asks a client to remember.
 * It knows no socket: messages go in, and {@link #inFlight} is what should go out.
 */
final class Replica {
  private final String document;
  private final String client;
  private final Typist typist;
  private final Journal journal = new Journal();

  private Document local = Document.empty(DocumentType.TEXT);
  private ClientState state;
  private int editsInFlight;
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
      advance(missed.steps(), state.resume(missed.steps(), opened.sequence()));
    } else {
      OpenedBody.Whole whole = (OpenedBody.Whole) opened.body();
      if (lineage != null) {
        String reason = whole.reason().map(Enum::name).orElse("no reason given");
        throw new EditorFailure("could not resume at " + state.revision() + ": " + reason);
      }
      local = Document.of(Content.of(DocumentType.TEXT, whole.content()));
      state = ClientState.opened(opened.site(), opened.revision(), opened.sequence());
    }
    lineage = opened.lineage();
    check = opened.check();
  }

  void received(ServerMessage.Ops ops) throws EditorFailure {
    requireFrom(ops.from());
    advance(ops.steps(), state.receive(ops.steps()));
    check = ops.check().or(() -> nameOf(ops.steps().get(ops.steps().size() - 1)));
    if (ops.hash().isPresent() && state instanceof Synchronized) {
      requireHash(ops.hash().getAsInt());
    }
  }

  private void requireFrom(long from) throws EditorFailure {
    if (from != state.revision()) {
      throw new EditorFailure("steps from revision " + from + ", it stands at " + state.revision());
    }
  }

  private void requireHash(int hash) throws EditorFailure {
    if (hash != local.hash()) {
      throw new EditorFailure("another text than the server's at revision " + state.revision());
    }
  }

  private void advance(List<Step> steps, Received received) throws EditorFailure {
    if (received instanceof Received.Violation violation) {
      throw new EditorFailure(violation.reason() + ": " + violation.message());
    }
    Received.Advanced advanced = (Received.Advanced) received;
    ClientState before = state;
    state = advanced.state();
    if (state.lastSequence() > before.lastSequence()) {
      noteAcknowledgement(before, steps);
    }
    if (advanced.apply().isPresent()) {
      local.apply(advanced.apply().get());
      typist.othersWrote(advanced.apply().get());
    }
  }

  private void noteAcknowledgement(ClientState before, List<Step> steps) {
    long revision = before.revision();
    for (Step step : steps) {
      revision += step.count();
      if (nameOf(step).filter(name -> name.site().equals(before.site())).isPresent()) {
        journal.acknowledged(before.inFlight().orElseThrow(), revision, editsInFlight);
      }
    }
    editsInFlight = buffered(before);
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
          editsInFlight = state instanceof Synchronized ? 1 : editsInFlight;
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

  long revision() {
    return state.revision();
  }

  boolean isSynchronized() {
    return lineage != null && state instanceof Synchronized;
  }

  Journal journal() {
    return journal;
  }

  EditorReport report(String name, Optional<String> failure, Traffic traffic) {
    Optional<Frozen> unacknowledged = state.inFlight();
    return new EditorReport(
        name,
        document,
        state.site(),
        state.revision(),
        local.text(),
        journal.lines(),
        journal.edits(),
        unacknowledged,
        failure,
        traffic);
  }
}
