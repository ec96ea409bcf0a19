package dev.rejoin.server.simulation;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Mover;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.OperationBuilder;
import dev.rejoin.ot.Selection;
import dev.rejoin.ot.sync.ClientState;
import dev.rejoin.ot.sync.Frozen;
import dev.rejoin.ot.sync.Step;
import dev.rejoin.ot.testing.SplitMix64;
import dev.rejoin.server.codec.ParsedOperation;
import dev.rejoin.server.protocol.Access;
import dev.rejoin.server.protocol.ClientMessage.Cursor;
import dev.rejoin.server.protocol.ClientMessage.Open;
import dev.rejoin.server.protocol.ClientMessage.Submit;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.Person;
import dev.rejoin.server.protocol.ResetReason;
import dev.rejoin.server.protocol.ResumePoint;
import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.ServerMessage.CursorMoved;
import dev.rejoin.server.protocol.ServerMessage.Joined;
import dev.rejoin.server.protocol.ServerMessage.Left;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import dev.rejoin.server.protocol.ServerMessage.Ops;
import dev.rejoin.server.protocol.ServerMessage.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A document in an open page: what a client does, by PROTOCOL 5, with {@code ClientState} and an
 * outbox. Ends with the page.
 *
 * <pre>
 *   apart ──► opening ──► live ──► another writer, another lineage
 *     ▲                    │                 │
 *     └── disconnected ◄───┘   opening ◄── a copy is kept
 * </pre>
 */
final class PageSheet implements Sheet {

  private static final int KEEP_MILLIS = 12;
  private static final long AGAIN_MILLIS = 250;

  private final Cluster cluster;
  private final Page page;
  private final Link link;
  private final String document;
  private final Outbox outbox;
  private final Caret caret = new Caret();
  private final Company company = new Company();
  private String id;

  /** Null until the document was opened for the first time. */
  private Replica replica;

  private Kept.Progress progress;
  private long lastSequence;
  private long keptAt;
  private boolean opening;
  private boolean live;

  /** Whether the server has said that nothing can be written. */
  private boolean readOnly;

  /** What this connection was given. */
  private Optional<Frozen> sent = Optional.empty();

  /** The operation that was refused as stale, and is frozen anew after the next opening. */
  private long staleSequence;

  private boolean refreezeDue;

  /** All there is is what the outbox has. */
  PageSheet(Cluster cluster, Page page, Link link, String document, Outbox outbox) {
    this.cluster = cluster;
    this.page = page;
    this.link = link;
    this.document = document;
    this.outbox = outbox;
    Kept kept = outbox.kept();
    id = kept.client();
    progress = kept.edits();
    outbox.forgetFrom(progress.made());
    replica = kept.standing().map(Replica::new).orElse(null);
    lastSequence = replica == null ? 0 : replica.state().lastSequence();
  }

  @Override
  public String document() {
    return document;
  }

  @Override
  public String id() {
    return id;
  }

  private Optional<Replica> replica() {
    return Optional.ofNullable(replica);
  }

  @Override
  public boolean isSaved() {
    return live && replica.state().inFlight().isEmpty();
  }

  @Override
  public boolean isEditable() {
    return replica != null && !readOnly;
  }

  @Override
  public String toString() {
    return document
        + " "
        + id
        + (live ? " live " : " apart ")
        + (replica == null ? "" : replica.state());
  }

  @Override
  public Optional<String> text() {
    return replica().map(Replica::local);
  }

  @Override
  public Map<String, Optional<Selection>> people() {
    return company.places();
  }

  @Override
  public Optional<Seen> seen() {
    return replica()
        .map(
            has ->
                new Seen(
                    has.lineage(),
                    has.state().site(),
                    has.state().revision(),
                    has.state().lastSequence(),
                    has.base()));
  }

  @Override
  public void replace(int from, int to, String inserted, Letters.Edit edit, SplitMix64 dice) {
    boolean deleteFirst = dice.oneIn(2);
    OperationBuilder builder = Operation.builder().retain(from);
    if (deleteFirst) {
      builder.delete(to - from);
    }
    builder.insert(inserted);
    if (!deleteFirst) {
      builder.delete(to - from);
    }
    progress = progress.edited(replica.state().inFlight().isPresent());
    outbox.edits().add(edit);
    Operation operation = builder.retain(replica.local().length() - to).build();
    replica.edit(operation);
    caret.moved(operation, Mover.AUTHOR);
    changed();
  }

  @Override
  public void select(Selection selection) {
    caret.select(selection);
    point();
  }

  /** Only while nothing is in flight does a position mean the same to everybody. */
  private void point() {
    if (isSaved()) {
      caret
          .tell()
          .ifPresent(
              place -> {
                ClientState state = replica.state();
                page.session()
                    .ifPresent(
                        session ->
                            cluster.presence.said(
                                session, this, state.revision(), Optional.of(place)));
                link.send(new Cursor(document, state.revision(), Optional.of(place)));
              });
    }
  }

  @Override
  public void sendTwice() {
    if (live && sent.isPresent() && sent.equals(replica.state().inFlight())) {
      submit(sent.get());
    }
  }

  // What the page says.

  /** There is a way to the server, or the document is asked for once more on the same one. */
  void open() {
    opening = true;
    live = false;
    sent = Optional.empty();
    Optional<ResumePoint> resume =
        replica()
            .map(Replica::standing)
            .map(at -> new ResumePoint(at.lineage(), at.state().revision(), at.check()));
    link.send(new Open(document, id, Optional.of(DocumentType.TEXT), resume));
  }

  void disconnected() {
    opening = false;
    live = false;
    company.reset(List.of());
  }

  void take(ServerMessage message) {
    if (message instanceof Opened answer && opening) {
      link.served();
      opening = false;
      opened(answer);
    } else if (message instanceof Problem problem) {
      notOpened(problem);
    } else if (live) {
      takeLive(message);
    }
  }

  private void takeLive(ServerMessage message) {
    if (message instanceof Ops ops) {
      received(ops);
    } else if (message instanceof Nack nack) {
      refused(nack);
    } else if (message instanceof CursorMoved cursor) {
      cluster.presence.shown(
          this,
          cursor.session(),
          cursor.revision(),
          cursor.selection(),
          replica.state().revision());
      company.pointed(cursor);
    } else if (message instanceof Joined joined) {
      company.joined(joined);
    } else if (message instanceof Left left) {
      company.left(left.session());
    }
  }

  private void received(Ops ops) {
    countFolds(ops.steps());
    Optional<String> wrong = replica.receive(ops, caret);
    if (wrong.isEmpty()) {
      company.move(ops.steps());
      ops.hash().ifPresent(hash -> cluster.checker.hash(this, replica, hash));
    }
    goOn(wrong);
  }

  // Opening.

  private void opened(Opened answer) {
    readOnly = answer.access() == Access.READ;
    company.reset(answer.people());
    caret.restart();
    for (Person person : answer.people()) {
      cluster.presence.shown(
          this, person.session(), answer.revision(), person.selection(), answer.revision());
    }
    if (answer.body() instanceof OpenedBody.Missed missed) {
      countFolds(missed.steps());
      settle(replica.resume(answer, missed, caret));
      return;
    }
    OpenedBody.Whole whole = (OpenedBody.Whole) answer.body();
    String content = whole.content().apply("");
    if (replica != null && whole.reason().equals(Optional.of(ResetReason.COMPACTED))) {
      cluster.tally.rebased++;
      cluster.checker.compacted(this, replica, answer);
      if (isInDoubt(answer)) {
        keepCopyUnless(content);
      }
      refreezeDue = false; // Whatever is in flight stands on the present now.
      settle(replica.rebase(answer, content, caret));
      return;
    }
    if (replica != null) {
      cluster.tally.diverged++;
      cluster.checker.diverged(this, replica, answer);
      keepCopyUnless(content);
    }
    caret.lose();
    replica = Replica.opened(answer, content);
    lastSequence = answer.sequence();
    progress = progress.settled();
    settle(Optional.empty());
  }

  /** The log holds an operation of this name. Nobody can say any more whether it is this one. */
  private boolean isInDoubt(Opened answer) {
    return replica.state().inFlight().isPresent()
        && answer.sequence() > replica.state().lastSequence();
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
          page.machine()
              .after(
                  50 + cluster.random.below(1_000),
                  () -> {
                    if (!live && !opening && link.isUp()) {
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
    cluster.checker.changed(this, replica);
    if (replica.state().lastSequence() > lastSequence) {
      progress = progress.acknowledged();
      cluster.tally.acknowledgements++;
    }
    lastSequence = replica.state().lastSequence();
    keep();
    point();
  }

  /** Writes to the outbox, in order, which takes a while; only then may it be sent. */
  private void keep() {
    Kept now = new Kept(id, replica().map(Replica::standing), progress);
    keptAt = Math.max(keptAt, cluster.time.elapsed() + cluster.random.below(KEEP_MILLIS));
    page.machine()
        .at(
            keptAt,
            () -> {
              outbox.keep(now);
              send();
            });
  }

  /** Sends what is in flight, if this connection has not been given it, and the outbox has it. */
  private void send() {
    if (!live || readOnly) {
      return;
    }
    Optional<Frozen> inFlight = replica.state().inFlight();
    if (inFlight.isPresent() && !inFlight.equals(sent) && outbox.has(id, inFlight.get())) {
      sent = inFlight;
      submit(inFlight.get());
    }
  }

  private void submit(Frozen frozen) {
    cluster.checker.sent(this, replica, frozen);
    link.send(
        new Submit(
            document,
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
      page.machine().after(after(nack.afterMillis()), this::sendAgain);
    } else if (nack.code() == NackCode.READ_ONLY) {
      readOnly = true; // What is pending stays here, and is sent when the document is sound again.
      cluster.checker.mayBeReadOnly(this);
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
    return millis.orElse(AGAIN_MILLIS);
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
      cluster.checker.mayBeFrozenAnew(this, replica);
      replica.refreeze();
    }
  }

  /** Goes on as somebody who never had the document, under another name. */
  private void openAnew() {
    keepCopyUnless(null);
    caret.lose();
    id = cluster.newClientId();
    replica = null;
    lastSequence = 0;
    progress = progress.settled();
    keep();
    open();
  }

  private void keepCopyUnless(String content) {
    List<Letters.Edit> edits = outbox.edits();
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
