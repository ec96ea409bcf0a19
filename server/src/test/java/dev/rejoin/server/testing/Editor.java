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
import dev.rejoin.server.codec.ParsedOperation;
import dev.rejoin.server.protocol.ClientMessage;
import dev.rejoin.server.protocol.ClientMessageWriter;
import dev.rejoin.server.protocol.EntryName;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ResumePoint;
import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A client that edits at random, loses its connection, and rejoins: what PROTOCOL 5 asks for. */
public final class Editor {

  private final TestServer server;
  private final String document;
  private final String name;
  private final SplitMix64 random;
  private final RandomOperations operations;
  private final Document local = Document.empty(DocumentType.TEXT);

  private WireClient wire;
  private boolean opened;
  private ClientState state;
  private String lineage;
  private Optional<EntryName> check = Optional.empty();
  private Optional<Frozen> sent = Optional.empty();

  public Editor(TestServer server, String document, String name, SplitMix64 random) {
    this.server = server;
    this.document = document;
    this.name = name;
    this.random = random;
    this.operations = new RandomOperations(random, DocumentType.TEXT);
  }

  public boolean isConnected() {
    return wire != null;
  }

  /** Whether all is acknowledged. */
  public boolean isDone() {
    return opened && state instanceof Synchronized;
  }

  public long revision() {
    return state.revision();
  }

  public String text() {
    return local.text();
  }

  public void connect() {
    wire = server.client(name);
    opened = false;
    sent = Optional.empty();
    Optional<ResumePoint> resume =
        state == null
            ? Optional.empty()
            : Optional.of(new ResumePoint(lineage, state.revision(), check));
    say(
        new ClientMessage.Open(
            document, FakeParticipant.client(name), Optional.of(DocumentType.TEXT), resume));
  }

  /** Without a goodbye, in the middle of whatever is on its way. */
  public void cut() {
    wire.close();
    wire = null;
    opened = false;
  }

  /** Types something, connected or not. */
  public void edit() {
    if (state == null) {
      return;
    }
    Operation operation = operations.on(local);
    local.apply(operation);
    state = state.edit(operation);
    sendWhatIsNew();
  }

  /** Takes in what has come. */
  public void pump() {
    while (wire != null && wire.socket().hasInput()) {
      take(wire.next());
    }
  }

  private void take(ServerMessage message) {
    if (message instanceof Opened answer) {
      rejoin(answer);
    } else if (message instanceof Ops ops) {
      requireNext(ops.from());
      advance(state.receive(ops.steps()));
      remember(ops.steps(), ops.check());
      ops.hash().ifPresent(this::requireHash);
    } else if (message instanceof ServerMessage.Nack nack && !nack.retry()) {
      throw new AssertionError(name + " got " + nack + " in " + state);
    } else if (message instanceof ServerMessage.Problem problem) {
      throw new AssertionError(name + " got " + problem);
    }
    sendWhatIsNew();
  }

  private void rejoin(Opened answer) {
    opened = true;
    lineage = answer.lineage();
    check = answer.check();
    if (answer.body() instanceof OpenedBody.Missed missed) {
      requireNext(missed.from());
      advance(state.resume(missed.steps(), answer.sequence()));
    } else if (answer.body() instanceof OpenedBody.Whole whole && state == null) {
      local.apply(whole.content());
      state = ClientState.opened(answer.site(), answer.revision(), answer.sequence());
    } else {
      throw new AssertionError(name + " cannot resume: " + answer);
    }
    if (state.revision() != answer.revision()) {
      throw new AssertionError(name + " is at " + state.revision() + " after " + answer);
    }
  }

  private void advance(Received received) {
    if (received instanceof Received.Advanced advanced) {
      state = advanced.state();
      advanced.apply().ifPresent(local::apply);
    } else {
      throw new AssertionError(name + ": " + received);
    }
  }

  private void remember(List<Step> steps, Optional<EntryName> given) {
    Step last = steps.get(steps.size() - 1);
    if (given.isPresent()) {
      check = given;
    } else if (last instanceof Step.One one) {
      check = Optional.of(new EntryName(one.by(), one.sequence()));
    } else {
      throw new AssertionError("a fold without a check");
    }
  }

  private void sendWhatIsNew() {
    if (opened && state.inFlight().isPresent() && !state.inFlight().equals(sent)) {
      sent = state.inFlight();
      Frozen frozen = sent.get();
      say(
          new ClientMessage.Submit(
              document,
              frozen.sequence(),
              frozen.revision(),
              new ParsedOperation.Readable(frozen.operation())));
    }
  }

  /** Now and then twice, as a client would that is not sure; or cut off at any byte. */
  private void say(ClientMessage message) {
    byte[] frame = RawSocket.encode(0x81, ClientMessageWriter.bytes(message));
    if (random.oneIn(40)) {
      wire.socket().writeBytes(Arrays.copyOf(frame, random.below(frame.length + 1)));
      cut();
      return;
    }
    wire.socket().writeBytes(frame);
    if (message instanceof ClientMessage.Submit && random.oneIn(10)) {
      wire.socket().writeBytes(frame);
    }
  }

  private void requireNext(long from) {
    if (from != state.revision()) {
      throw new AssertionError(name + " is at " + state.revision() + ", told from " + from);
    }
  }

  private void requireHash(int hash) {
    if (state instanceof Synchronized && local.hash() != hash) {
      throw new AssertionError(name + " differs at revision " + state.revision());
    }
  }
}
