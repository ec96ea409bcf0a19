package dev.rejoin.server.testing;

import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.ClientState;
import dev.rejoin.ot.sync.Frozen;
import dev.rejoin.ot.sync.Received;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.ot.sync.Synchronized;
import dev.rejoin.ot.testing.RandomOperations;
import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.protocol.EntryName;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ResumePoint;
import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import java.util.List;
import java.util.Optional;

/** A client without a socket: edits at random, comes and goes, and has room or not. */
public final class LocalEditor {

  private final Crowd crowd;
  private final String name;
  private final RandomOperations operations;
  private final Document local = Document.empty(DocumentType.TEXT);

  private Crowd.Guest guest;
  private boolean opened;
  private ClientState state;
  private String lineage;
  private Optional<EntryName> check = Optional.empty();
  private Optional<Frozen> sent = Optional.empty();

  public LocalEditor(Crowd crowd, String name, SplitMix64 random) {
    this.crowd = crowd;
    this.name = name;
    this.operations = new RandomOperations(random, DocumentType.TEXT);
  }

  public boolean isHere() {
    return guest != null;
  }

  public boolean isDone() {
    return opened && state instanceof Synchronized;
  }

  public String text() {
    return local.text();
  }

  public long revision() {
    return state.revision();
  }

  public void come() {
    opened = false;
    sent = Optional.empty();
    guest =
        crowd.arrive(
            name,
            Optional.of(DocumentType.TEXT),
            Optional.ofNullable(state)
                .map(known -> new ResumePoint(lineage, known.revision(), check)));
  }

  public void go() {
    guest.seat.leave();
    guest = null;
    opened = false;
  }

  public void setRoom(boolean room) {
    guest.participant.room = room;
    if (room) {
      guest.seat.drained();
    }
  }

  public void edit() {
    if (state != null) {
      Operation operation = operations.on(local);
      local.apply(operation);
      state = state.edit(operation);
      send();
    }
  }

  /** Takes in what has come; sends again what was not taken. */
  public void read() {
    if (guest.participant.dismissals > 0 || !guest.participant.refusals.isEmpty()) {
      go();
      return;
    }
    guest.participant.take().forEach(this::take);
    send();
  }

  private void take(ServerMessage message) {
    if (message instanceof Opened answer) {
      rejoin(answer);
    } else if (message instanceof Ops ops) {
      requireAt(ops.from());
      advance(state.receive(ops.steps()));
      check = ops.check().or(() -> nameOf(ops.steps()));
      if (ops.hash().isPresent() && state instanceof Synchronized) {
        requireHash(ops.hash().getAsInt());
      }
    } else if (message instanceof Nack nack) {
      if (!nack.retry()) {
        throw new AssertionError(name + " got " + nack + " in " + state);
      }
      sent = Optional.empty();
    }
  }

  private void rejoin(Opened answer) {
    opened = true;
    lineage = answer.lineage();
    check = answer.check();
    if (answer.body() instanceof OpenedBody.Missed missed) {
      requireAt(missed.from());
      advance(state.resume(missed.steps(), answer.sequence()));
    } else if (state == null) {
      local.apply(((OpenedBody.Whole) answer.body()).content());
      state = ClientState.opened(answer.site(), answer.revision(), answer.sequence());
    } else {
      throw new AssertionError(name + " cannot go on from " + state.revision() + ": " + answer);
    }
    requireAt(answer.revision());
  }

  private static Optional<EntryName> nameOf(List<Step> steps) {
    Step last = steps.get(steps.size() - 1);
    if (last instanceof Step.One one) {
      return Optional.of(new EntryName(one.by(), one.sequence()));
    }
    throw new AssertionError("a fold without a check");
  }

  private void advance(Received received) {
    if (received instanceof Received.Advanced advanced) {
      state = advanced.state();
      advanced.apply().ifPresent(local::apply);
    } else {
      throw new AssertionError(name + ": " + received);
    }
  }

  private void send() {
    if (opened && state.inFlight().isPresent() && !state.inFlight().equals(sent)) {
      sent = state.inFlight();
      Frozen frozen = sent.get();
      guest.submit(frozen.sequence(), frozen.revision(), frozen.operation());
    }
  }

  private void requireAt(long revision) {
    if (revision != state.revision()) {
      throw new AssertionError(name + " is at " + state.revision() + ", told " + revision);
    }
  }

  private void requireHash(int hash) {
    if (local.hash() != hash) {
      throw new AssertionError(name + " differs at revision " + state.revision());
    }
  }
}
