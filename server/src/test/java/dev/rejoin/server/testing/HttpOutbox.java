package dev.rejoin.server.testing;

import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.ClientState;
import dev.rejoin.ot.sync.Frozen;
import dev.rejoin.ot.sync.Received;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.server.codec.OperationJson;
import dev.rejoin.server.protocol.EntryName;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.Site;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The outbox of a client that has no socket: what it sends, and what it makes of an answer. */
public final class HttpOutbox {

  private final String client;
  private final Document local = Document.empty(DocumentType.TEXT);
  private ClientState state;
  private String lineage;
  private Optional<EntryName> check = Optional.empty();

  /**
   * @param name letters and digits
   */
  public HttpOutbox(String name) {
    this.client = FakeParticipant.client(name);
  }

  public String client() {
    return client;
  }

  public String text() {
    return local.text();
  }

  public Frozen frozen() {
    return state.inFlight().orElseThrow();
  }

  public boolean isDone() {
    return state != null && state.inFlight().isEmpty();
  }

  /** Types {@code text} at a place. */
  public void insert(String text, int at) {
    Operation operation =
        Operation.builder().retain(at).insert(text).retain(local.length() - at).build();
    local.apply(operation);
    state = state.edit(operation);
  }

  /** What it sends next, with single quotes for double ones. */
  public String request() {
    if (state == null) {
      return "{'client':'%s','create':'text'}".formatted(client);
    }
    return "{'client':'%s','lineage':'%s','rev':%d,'check':%s,'ops':[%s]}"
        .formatted(
            client,
            lineage,
            state.revision(),
            check.map(name -> "['" + name.site() + "'," + name.sequence() + "]").orElse("null"),
            state.inFlight().map(HttpOutbox::json).orElse(""));
  }

  private static String json(Frozen frozen) {
    return "{'seq':%d,'rev':%d,'op':%s}"
        .formatted(frozen.sequence(), frozen.revision(), operationJson(frozen));
  }

  /** The operation alone. */
  public static String operationJson(Frozen frozen) {
    return new String(OperationJson.bytes(frozen.operation()), StandardCharsets.UTF_8)
        .replace('"', '\'');
  }

  /** Takes an answer in. */
  public void take(Opened answer) {
    if (answer.body() instanceof OpenedBody.Missed missed) {
      advance(state.resume(missed.steps(), answer.sequence()));
    } else if (state == null) {
      local.apply(((OpenedBody.Whole) answer.body()).content());
      state = ClientState.opened(answer.site(), answer.revision(), answer.sequence());
    } else {
      throw new AssertionError(client + " cannot go on from " + state.revision() + ": " + answer);
    }
    lineage = answer.lineage();
    check = answer.check();
    if (state.revision() != answer.revision()) {
      throw new AssertionError(client + " is at " + state.revision() + " after " + answer);
    }
  }

  private void advance(Received received) {
    if (received instanceof Received.Advanced advanced) {
      state = advanced.state();
      advanced.apply().ifPresent(local::apply);
    } else {
      throw new AssertionError(client + ": " + received);
    }
  }

  /** The step of {@code frozen} in an answer. */
  public Step.One own(Opened answer, Frozen frozen) {
    List<Step> steps = ((OpenedBody.Missed) answer.body()).steps();
    String site = Site.of(client);
    return steps.stream()
        .filter(step -> step instanceof Step.One one && one.by().equals(site))
        .map(Step.One.class::cast)
        .filter(one -> one.sequence() == frozen.sequence())
        .findAny()
        .orElseThrow(() -> new AssertionError("no step of " + frozen + " in " + answer));
  }
}
