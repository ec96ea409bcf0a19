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
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.protocol.Site;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The outbox of a client, with a socket or without one: what it sends, and what it makes of an
 * answer. Whatever it is told of one operation, it has to be told the same ever after.
 */
public final class Outbox {

  private final String client;
  private final Document local = Document.empty(DocumentType.TEXT);
  private ClientState state;
  private String lineage;
  private Optional<EntryName> check = Optional.empty();
  private final Map<Long, Told> told = new HashMap<>();
  private final Map<Long, Integer> tellings = new HashMap<>();

  /** Where an operation was stored, and as what. */
  public record Told(long revision, Operation operation) {}

  /**
   * @param name letters and digits
   */
  public Outbox(String name) {
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

  /** What it was told of its operations, by number. */
  public Map<Long, Told> told() {
    return Map.copyOf(told);
  }

  /** How often it was told of its operation of that number. */
  public int tellings(long sequence) {
    return tellings.getOrDefault(sequence, 0);
  }

  /** Types {@code text} at a place. */
  public void insert(String text, int at) {
    Operation operation =
        Operation.builder().retain(at).insert(text).retain(local.length() - at).build();
    local.apply(operation);
    state = state.edit(operation);
  }

  /** What it has in flight is frozen anew, on the present revision. */
  public void refreeze() {
    state = state.refrozen();
  }

  /** What it sends next, with single quotes for double ones. */
  public String request() {
    if (state == null) {
      return "{'client':'%s','create':'text'}".formatted(client);
    }
    return request(state.inFlight().map(Outbox::json).orElse(""));
  }

  /** How it asks what has become of it all, and sends nothing. */
  public String inquiry() {
    return request("");
  }

  private String request(String operations) {
    return "{'client':'%s','lineage':'%s','rev':%d,'check':%s,'ops':[%s]}"
        .formatted(client, lineage, state.revision(), checkJson(), operations);
  }

  /** How it opens its document on a socket. */
  public String open(String document) {
    return "{'t':'open','doc':'%s','client':'%s','lineage':'%s','rev':%d,'check':%s}"
        .formatted(document, client, lineage, state.revision(), checkJson());
  }

  /** What is in flight, for a socket. */
  public String submit(String document) {
    return "{'t':'op','doc':'%s','seq':%d,'rev':%d,'op':%s}"
        .formatted(document, frozen().sequence(), frozen().revision(), operationJson(frozen()));
  }

  private String checkJson() {
    return check.map(name -> "['" + name.site() + "'," + name.sequence() + "]").orElse("null");
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
    note(answer);
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

  /** Takes in how the log went on. */
  public void take(Ops ops) {
    note(ops);
    advance(state.receive(ops.steps()));
    check = ops.check().or(() -> nameOf(ops.steps().get(ops.steps().size() - 1)));
  }

  private static Optional<EntryName> nameOf(Step step) {
    return step instanceof Step.One one
        ? Optional.of(new EntryName(one.by(), one.sequence()))
        : Optional.empty();
  }

  /** Compares an answer with what was told before, and remembers what is new. */
  public void note(Opened answer) {
    if (answer.body() instanceof OpenedBody.Missed missed) {
      note(missed.from(), missed.steps());
    }
  }

  /** The same of how the log went on. */
  public void note(Ops ops) {
    note(ops.from(), ops.steps());
  }

  private void note(long from, List<Step> steps) {
    long revision = from;
    for (Step step : steps) {
      revision += step.count();
      if (step instanceof Step.One one && one.by().equals(Site.of(client))) {
        Told now = new Told(revision, one.operation());
        Told before = told.putIfAbsent(one.sequence(), now);
        tellings.merge(one.sequence(), 1, Integer::sum);
        if (before != null && !before.equals(now)) {
          throw new AssertionError(client + " was told " + before + " and then " + now);
        }
      }
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
