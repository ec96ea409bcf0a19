package dev.rejoin.load.editor;

import dev.rejoin.ot.InvalidOperationException;
import dev.rejoin.server.protocol.Access;
import dev.rejoin.server.protocol.ClientMessage;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ResetReason;
import dev.rejoin.server.protocol.ServerMessage;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One person with one document: types, sends, takes in what others write, and after the connection
 * broke goes on where they were, with the operation in flight as it was.
 *
 * <p>An operation goes out only while the document is open, and once a connection. One event loop
 * runs all of it.
 */
public final class SimulatedEditor extends VerticleBase implements Link.End {
  /** How long an editor with a pace waits at least until it looks at its clock again. */
  private static final long SHORTEST_WAIT_MILLIS = 10;

  private static final long RETRY_MILLIS = 50;

  private final EditorSettings settings;
  private final Supplier<Address> server;
  private final Runnable onEvent;
  private final Replica replica;
  private final TypingClock clock;
  private final Traffic traffic = new Traffic();

  // Touched by the event loop only.
  private Link link;
  private boolean live;
  private boolean finished;
  private long sentHere;
  private long sentEver;
  private long sentAtNanos;
  private Optional<ClientMessage.Submit> stale = Optional.empty();
  private Optional<String> failure = Optional.empty();

  // Written by the event loop, read by whoever waits.
  private volatile EditorStatus status = EditorStatus.NEW;

  /**
   * An editor that begins when it is deployed.
   *
   * @param server asked at each attempt to connect
   * @param onEvent run after each operation that was sent, and each that was acknowledged
   */
  public SimulatedEditor(
      EditorSettings settings, Typist typist, Supplier<Address> server, Runnable onEvent) {
    this.settings = settings;
    this.server = server;
    this.onEvent = onEvent;
    this.replica = new Replica(settings.document(), settings.client(), typist);
    this.clock = new TypingClock(settings.pace().editsPerSecond());
  }

  public String name() {
    return settings.name();
  }

  public String document() {
    return settings.document();
  }

  public EditorStatus status() {
    return status;
  }

  @Override
  public Future<?> start() {
    link = new Link(vertx, settings, server, traffic, this);
    link.connect();
    if (settings.pace().isTimed()) {
      typeInTime();
    }
    return Future.succeededFuture();
  }

  private void typeInTime() {
    goOn();
    if (!finished) {
      long wait = Math.max(SHORTEST_WAIT_MILLIS, clock.millisToNext(System.nanoTime()));
      vertx.setTimer(wait, timer -> typeInTime());
    }
  }

  @Override
  public Future<?> stop() {
    return link.end();
  }

  /** Types no more; what was typed still goes out. From any thread. */
  public void finish() {
    context.runOnContext(
        none -> {
          finished = true;
          goOn();
        });
  }

  /** Breaks the connection, if there is one, and keeps away for so long. From any thread. */
  public void cutFor(long millis) {
    context.runOnContext(
        none -> {
          if (live) {
            link.cutFor(millis);
          }
        });
  }

  /** Breaks the connection, and keeps away, typing on, until {@link #comeBack}. From any thread. */
  public void stayAway() {
    context.runOnContext(none -> link.stayAway());
  }

  /** From any thread. */
  public void comeBack() {
    context.runOnContext(none -> link.comeBack());
  }

  /** What it has to say in the end; once it is undeployed. */
  public EditorReport report() {
    return replica.report(settings.name(), failure, traffic);
  }

  @Override
  public void welcomed() {
    link.send(replica.open());
  }

  @Override
  public void lost() {
    live = false;
    sentHere = 0;
    publish();
  }

  @Override
  public void refused(String why) {
    failure = failure.or(() -> Optional.of(why));
    live = false;
    link.end();
    publish();
  }

  @Override
  public void received(ServerMessage message) {
    try {
      take(message);
    } catch (EditorFailure | InvalidOperationException e) {
      refused(e.getMessage());
    }
  }

  private void take(ServerMessage message) throws EditorFailure {
    if (message instanceof ServerMessage.Ops ops) {
      received(ops);
    } else if (message instanceof ServerMessage.Opened opened) {
      opened(opened);
    } else if (message instanceof ServerMessage.Nack nack) {
      refused(nack);
    } else if (message instanceof ServerMessage.Problem problem) {
      throw new EditorFailure(problem.code() + ": " + problem.message());
    } else if (message instanceof ServerMessage.AccessChanged change) {
      requireWriting(change.access());
    }
    // Cursors, and who comes and goes, are nothing to an editor without eyes.
  }

  private void received(ServerMessage.Ops ops) throws EditorFailure {
    if (!live) {
      // It was on its way when this editor opened anew; the answer begins before it.
      return;
    }
    int before = replica.journal().operations();
    replica.received(ops);
    noteAcknowledgement(before);
    goOn();
  }

  private void opened(ServerMessage.Opened opened) throws EditorFailure {
    int before = replica.journal().operations();
    replica.opened(opened);
    if (opened.body() instanceof OpenedBody.Whole whole
        && whole.reason().equals(Optional.of(ResetReason.COMPACTED))) {
      traffic.countRebased();
    }
    if (replica.journal().operations() > before) {
      traffic.countFoundStored();
    }
    noteAcknowledgement(before);
    stale.ifPresent(this::refreeze);
    if (replica.inFlight().isEmpty()) {
      // In another document the numbers may begin lower.
      sentEver = opened.sequence();
    }
    link.isGood();
    clock.start(System.nanoTime());
    live = true;
    goOn();
  }

  private void noteAcknowledgement(int before) {
    if (replica.journal().operations() > before) {
      traffic.answered(sentAtNanos, System.nanoTime());
      onEvent.run();
    }
  }

  /** After opening again: the log does not hold it, so its name is still free. */
  private void refreeze(ClientMessage.Submit refused) {
    stale = Optional.empty();
    if (replica.inFlight().equals(Optional.of(refused))) {
      replica.refreeze();
      traffic.countFrozenAnew();
      sentHere = 0;
    }
  }

  private void refused(ServerMessage.Nack nack) throws EditorFailure {
    Optional<ClientMessage.Submit> inFlight = replica.inFlight();
    if (nack.code() == NackCode.STALE
        && inFlight.filter(sent -> sent.revision() < replica.revision()).isPresent()) {
      // The log was cut back beyond it, or somebody else used its name. Opening again tells which.
      live = false;
      stale = inFlight;
      link.send(replica.open());
      return;
    }
    if (!nack.retry()) {
      throw new EditorFailure("operation refused: " + nack.code() + ", " + nack.message());
    }
    Object here = link.connection();
    vertx.setTimer(
        Math.max(1, nack.afterMillis().orElse(RETRY_MILLIS)),
        timer -> {
          // On a later connection it goes out by itself.
          if (here == link.connection() && sentHere == nack.sequence()) {
            sentHere = 0;
            goOn();
          }
        });
  }

  private static void requireWriting(Access access) throws EditorFailure {
    if (access != Access.WRITE) {
      throw new EditorFailure("access became " + access);
    }
  }

  /** Types what there is to type, and sends what there is to send. */
  private void goOn() {
    if (failure.isPresent()) {
      return;
    }
    while (!finished
        && replica.mayType(settings.pace().ahead())
        && clock.strikes(System.nanoTime())) {
      finished = !replica.type();
    }
    if (live) {
      replica.inFlight().filter(next -> next.sequence() != sentHere).ifPresent(this::send);
    }
    publish();
  }

  private void send(ClientMessage.Submit next) {
    if (next.sequence() > sentEver) {
      sentEver = next.sequence();
      sentAtNanos = System.nanoTime();
    } else {
      traffic.countSentAgain();
    }
    sentHere = next.sequence();
    link.send(next);
    onEvent.run();
  }

  private void publish() {
    status =
        new EditorStatus(
            replica.lineage(),
            replica.revision(),
            replica.journal().operations(),
            finished && replica.isSynchronized(),
            live,
            failure);
  }
}
