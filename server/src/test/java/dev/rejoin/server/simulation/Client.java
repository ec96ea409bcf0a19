package dev.rejoin.server.simulation;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.ClientState;
import dev.rejoin.ot.sync.Frozen;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.server.codec.ParsedOperation;
import dev.rejoin.server.protocol.BadMessageException;
import dev.rejoin.server.protocol.ClientMessage;
import dev.rejoin.server.protocol.ClientMessage.Hello;
import dev.rejoin.server.protocol.ClientMessage.Open;
import dev.rejoin.server.protocol.ClientMessage.Ping;
import dev.rejoin.server.protocol.ClientMessage.Submit;
import dev.rejoin.server.protocol.ClientMessageWriter;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ResetReason;
import dev.rejoin.server.protocol.ResumePoint;
import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.protocol.ServerMessage.Problem;
import dev.rejoin.server.protocol.ServerMessageReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Somebody who writes: what a client does, by PROTOCOL 5, with {@code ClientState}, an outbox and a
 * wire.
 *
 * <pre>
 *   loaded ──► apart ◄──► opening ──► live
 *     ▲          ▲                     │ another writer, another lineage
 *     │ reload   └── a copy is kept ◄──┘
 * </pre>
 */
final class Client {

  private static final int KEEP_MILLIS = 12;
  private static final long HEARTBEAT = Cluster.LIMITS.heartbeatMillis();
  private static final int FIRST_CEILING_MILLIS = 250;
  private static final int LAST_CEILING_MILLIS = 4_000;

  private final Cluster cluster;
  private final Outbox outbox;
  private final List<Letters.Edit> edits = new ArrayList<>();

  private Machine machine;
  private String id;

  /** Null until the document was opened for the first time. */
  private Replica replica;

  private Kept.Progress progress;
  private long lastSequence;
  private long keptAt;

  private Wire wire;
  private boolean opening;
  private boolean live;
  private boolean offline;
  private int attempts;
  private long heardAt;
  private Optional<Frozen> sent = Optional.empty();

  /** The operation that was refused as stale, and is frozen anew after the next opening. */
  private long staleSequence;

  private boolean refreezeDue;

  private int latency = 20;
  private long latencyEnds;

  Client(Cluster cluster, Kept kept, List<Letters.Edit> edits) {
    this.cluster = cluster;
    this.outbox = new Outbox(kept);
    this.edits.addAll(edits.subList(0, kept.edits().made()));
    load();
  }

  // Who asks.

  Machine machine() {
    return machine;
  }

  String id() {
    return id;
  }

  Optional<Replica> replica() {
    return Optional.ofNullable(replica);
  }

  Outbox outbox() {
    return outbox;
  }

  /** The edits of this person, the oldest first. */
  List<Letters.Edit> edits() {
    return edits;
  }

  Optional<Wire> wire() {
    return Optional.ofNullable(wire);
  }

  boolean isSaved() {
    return live && replica.state().inFlight().isEmpty();
  }

  /** How long the next message takes. */
  int latency() {
    return 1 + cluster.random.below(cluster.time.now() < latencyEnds ? latency : 20);
  }

  @Override
  public String toString() {
    return id + (live ? " live " : " apart ") + (replica == null ? "" : replica.state());
  }

  // What happens to it.

  /** The page is opened: all there is is what the outbox has. */
  private void load() {
    machine = new Machine(cluster.time);
    Kept kept = outbox.kept();
    id = kept.client();
    progress = kept.edits();
    forgetFrom(progress.made());
    replica = kept.standing().map(Replica::new).orElse(null);
    lastSequence = replica == null ? 0 : replica.state().lastSequence();
    opening = false;
    live = false;
    refreezeDue = false;
    staleSequence = 0;
    connectAfter(1);
    watch();
  }

  private void forgetFrom(int kept) {
    List<Letters.Edit> lost = edits.subList(kept, edits.size());
    lost.forEach(Letters.Edit::forget);
    lost.clear();
  }

  void reload() {
    close();
    load();
  }

  /** Everything that is kept is as it was some time ago. */
  void restore(int howFarBack) {
    cluster.checker.shared(outbox.restore(howFarBack).client());
    reload();
  }

  private void close() {
    machine.kill();
    Optional<Wire> old = wire();
    wire = null;
    old.ifPresent(each -> each.cut(each.onTheirWayUp(), 0));
  }

  void goOffline(long millis) {
    offline = true;
    wire().ifPresent(each -> each.cut(cluster.random.below(each.onTheirWayUp() + 1), 0));
    cluster.time.after(millis, this::comeOnline);
  }

  void comeOnline() {
    offline = false;
    attempts = 0;
    if (wire == null) {
      connectAfter(1);
    }
  }

  void slowDown(int millis, long howLong) {
    latency = millis;
    latencyEnds = cluster.time.now() + howLong;
  }

  void heal() {
    latencyEnds = 0;
    machine.wake();
    comeOnline();
  }

  /** The person does something, unless there is no text to do it to. */
  void edit(Operation operation, Letters.Edit edit) {
    progress = progress.edited(replica.state().inFlight().isPresent());
    edits.add(edit);
    replica.edit(operation);
    changed();
  }

  void sendTwice() {
    if (live && sent.isPresent() && sent.equals(replica.state().inFlight())) {
      submit(sent.get());
    }
  }

  // The connection.

  private void connectAfter(long millis) {
    machine.after(millis, this::connect);
  }

  private void connect() {
    if (wire != null || offline) {
      return;
    }
    cluster.tally.connections++;
    heardAt = cluster.time.now();
    wire = new Wire(cluster, this, cluster.anyNode());
    wire.connect();
    send(new Hello(1, Optional.empty(), Optional.empty(), Optional.empty()));
    open();
  }

  private void open() {
    opening = true;
    live = false;
    sent = Optional.empty();
    Optional<ResumePoint> resume =
        replica()
            .map(Replica::standing)
            .map(at -> new ResumePoint(at.lineage(), at.state().revision(), at.check()));
    send(new Open(Cluster.DOCUMENT, id, Optional.of(DocumentType.TEXT), resume));
  }

  void disconnected(Wire which) {
    if (which == wire) {
      wire = null;
      opening = false;
      live = false;
      int ceiling = Math.min(LAST_CEILING_MILLIS, FIRST_CEILING_MILLIS << Math.min(attempts, 8));
      connectAfter(attempts++ == 0 ? 1 : cluster.random.below(ceiling));
    }
  }

  /** Says something now and then, and notices when nobody answers. */
  private void watch() {
    machine.after(
        HEARTBEAT,
        () -> {
          if (wire != null && cluster.time.now() - heardAt > 2 * HEARTBEAT) {
            wire.cut(0, 0);
          } else if (wire != null) {
            send(new Ping());
          }
          watch();
        });
  }

  private void send(ClientMessage message) {
    if (wire != null) {
      cluster.story.accept(() -> this + " says " + message);
      wire.send(ClientMessageWriter.bytes(message));
    }
  }

  void received(Wire from, byte[] utf8) {
    if (from != wire) {
      return;
    }
    cluster.story.accept(() -> this + " hears " + new String(utf8, StandardCharsets.UTF_8));
    heardAt = cluster.time.now();
    try {
      take(ServerMessageReader.read(utf8));
    } catch (BadMessageException bad) {
      throw new AssertionError("a message that cannot be read", bad);
    }
  }

  private void take(ServerMessage message) {
    if (message instanceof Opened answer && opening) {
      attempts = 0;
      opening = false;
      opened(answer);
    } else if (message instanceof Ops ops && live) {
      countFolds(ops.steps());
      goOn(replica.receive(ops));
      ops.hash().ifPresent(hash -> cluster.checker.hash(this, hash));
    } else if (message instanceof Nack nack && live) {
      refused(nack);
    } else if (message instanceof Problem problem) {
      notOpened(problem);
    }
  }

  // Opening.

  private void opened(Opened answer) {
    if (answer.body() instanceof OpenedBody.Missed missed) {
      countFolds(missed.steps());
      settle(replica.resume(answer, missed));
      return;
    }
    OpenedBody.Whole whole = (OpenedBody.Whole) answer.body();
    String content = whole.content().apply("");
    if (replica != null && whole.reason().equals(Optional.of(ResetReason.COMPACTED))) {
      cluster.tally.rebased++;
      cluster.checker.compacted(this);
      settle(replica.rebase(answer, content));
      return;
    }
    if (replica != null) {
      cluster.tally.diverged++;
      cluster.checker.diverged(this, answer);
      keepCopyUnless(content);
    }
    replica = Replica.opened(answer, content);
    lastSequence = answer.sequence();
    progress = progress.settled();
    settle(Optional.empty());
  }

  private void settle(Optional<String> wrong) {
    live = true;
    if (wrong.isEmpty() && refreezeDue) {
      refreeze();
    }
    goOn(wrong);
  }

  private void notOpened(Problem problem) {
    opening = false;
    switch (problem.code()) {
      case INTERNAL, RATE, NOT_OPEN ->
          machine.after(
              50 + cluster.random.below(1_000),
              () -> {
                if (!live && !opening && wire != null) {
                  open();
                }
              });
      default -> throw new AssertionError(this + " was told " + problem);
    }
  }

  // Going on.

  private void goOn(Optional<String> wrong) {
    if (wrong.isPresent()) {
      cluster.checker.mayBeRefused(this, wrong.get());
      openAnew();
    } else {
      changed();
    }
  }

  private void changed() {
    cluster.checker.changed(this);
    if (replica.state().lastSequence() > lastSequence) {
      progress = progress.acknowledged();
      cluster.tally.acknowledgements++;
    }
    lastSequence = replica.state().lastSequence();
    keep();
  }

  /** Writes to the outbox, in order, which takes a while; only then may it be sent. */
  private void keep() {
    Kept now = new Kept(id, replica().map(Replica::standing), progress);
    keptAt = Math.max(keptAt, cluster.time.now() + cluster.random.below(KEEP_MILLIS));
    machine.at(
        keptAt,
        () -> {
          outbox.keep(now);
          send();
        });
  }

  /** Sends what is in flight, if this connection has not been given it, and the outbox has it. */
  private void send() {
    if (!live) {
      return;
    }
    Optional<Frozen> inFlight = replica.state().inFlight();
    if (inFlight.isPresent() && !inFlight.equals(sent) && outbox.has(id, inFlight.get())) {
      sent = inFlight;
      submit(inFlight.get());
    }
  }

  private void submit(Frozen frozen) {
    cluster.checker.sent(this, frozen);
    send(
        new Submit(
            Cluster.DOCUMENT,
            frozen.sequence(),
            frozen.revision(),
            new ParsedOperation.Readable(frozen.operation())));
  }

  private void refused(Nack nack) {
    Optional<Frozen> inFlight = replica.state().inFlight();
    if (inFlight.isEmpty() || inFlight.get().sequence() != nack.sequence()) {
      return; // It answers a copy of what was done long ago.
    }
    if (nack.retry()) {
      machine.after(after(nack.afterMillis()), this::sendAgain);
    } else if (nack.code() == NackCode.STALE && staleSequence != nack.sequence()) {
      staleSequence = nack.sequence();
      refreezeDue = true;
      open();
    } else {
      cluster.checker.mayBeRefused(this, nack.toString());
      openAnew();
    }
  }

  private static long after(OptionalLong millis) {
    return millis.orElse(FIRST_CEILING_MILLIS);
  }

  private void sendAgain() {
    sent = Optional.empty();
    send();
  }

  /** The log was cut back beyond the revision of what is in flight, which it does not hold. */
  private void refreeze() {
    refreezeDue = false;
    ClientState state = replica.state();
    if (state.inFlight().isPresent() && state.inFlight().get().sequence() == staleSequence) {
      cluster.tally.refrozen++;
      cluster.checker.mayBeFrozenAnew(this);
      replica.refreeze();
    }
  }

  /** Goes on as somebody who never had the document, under another name. */
  private void openAnew() {
    keepCopyUnless(null);
    id = cluster.newClientId();
    replica = null;
    lastSequence = 0;
    progress = progress.settled();
    keep();
    open();
  }

  private void keepCopyUnless(String content) {
    edits.subList(progress.stored(), edits.size()).forEach(Letters.Edit::giveUp);
    if (!replica.local().equals(content)) {
      cluster.tally.copies++;
      outbox.keepCopy(replica.local());
    }
  }

  private void countFolds(List<Step> steps) {
    cluster.tally.foldedSteps += steps.stream().filter(Step.Folded.class::isInstance).count();
  }
}
