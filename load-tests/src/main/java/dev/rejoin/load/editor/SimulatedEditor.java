package dev.rejoin.load.editor;

import dev.rejoin.server.protocol.Access;
import dev.rejoin.server.protocol.ClientMessage;
import dev.rejoin.server.protocol.CloseCode;
import dev.rejoin.server.protocol.PersonName;
import dev.rejoin.server.protocol.ServerMessage;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Supplier;

/**
 * One person with one document over one socket: types, sends, takes in what others write, and comes
 * back after the connection broke, with the operation in flight as it was.
 *
 * <p>Safety: an operation goes out only while the document is open, and once a connection.
 * Liveness: whatever ends a connection, {@link #closed} schedules the next, until {@link #stop} or
 * a failure.
 */
public final class SimulatedEditor extends VerticleBase implements EditorSocket.Listener {
  private static final int MAX_MESSAGE_BYTES = 512 << 20;
  private static final long TYPING_TICK_MILLIS = 10;
  private static final long RETRY_MILLIS = 50;

  private final EditorSettings settings;
  private final Supplier<Address> server;
  private final Runnable onEvent;
  private final Replica replica;
  private final Backoff backoff;
  private final TypingClock clock;
  private final Traffic traffic = new Traffic();

  // Touched by the event loop only.
  private WebSocketClient client;
  private Heartbeat heartbeat;
  private EditorSocket socket;
  private boolean live;
  private boolean finished;
  private boolean stopped;
  private long awayMillis;
  private long sentHere;
  private long sentEver;
  private long sentAtNanos;
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
    this.backoff = new Backoff(new Random(settings.seed()));
    this.clock = new TypingClock(settings.pace().editsPerSecond());
  }

  public String document() {
    return settings.document();
  }

  public EditorStatus status() {
    return status;
  }

  @Override
  public Future<?> start() {
    client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxFrameSize(MAX_MESSAGE_BYTES)
                .setMaxMessageSize(MAX_MESSAGE_BYTES));
    heartbeat =
        new Heartbeat(vertx, () -> socket.send(new ClientMessage.Ping()), () -> socket.cut());
    if (settings.pace().isTimed()) {
      vertx.setPeriodic(TYPING_TICK_MILLIS, timer -> goOn());
    }
    connect();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    heartbeat.stop();
    return client.close();
  }

  /** Types no more; what was typed still goes out. From any thread. */
  public void finish() {
    context.runOnContext(
        none -> {
          finished = true;
          goOn();
        });
  }

  /** Breaks the connection, and keeps away for so long. From any thread. */
  public void cutFor(long millis) {
    context.runOnContext(
        none -> {
          awayMillis = millis;
          if (live) {
            socket.cut();
          }
        });
  }

  /** What it has to say in the end; once it is undeployed. */
  public EditorReport report() {
    return replica.report(settings.name(), failure, traffic);
  }

  private void connect() {
    if (stopped || failure.isPresent()) {
      return;
    }
    EditorSocket attempt = new EditorSocket(client, traffic, this);
    socket = attempt;
    attempt
        .connect(server.get())
        .onSuccess(open -> attempt.send(hello()))
        .onFailure(refused -> closed(attempt, OptionalInt.empty()));
  }

  private ClientMessage hello() {
    PersonName name = PersonName.of(settings.name());
    return new ClientMessage.Hello(1, Optional.empty(), Optional.of(name), Optional.empty());
  }

  @Override
  public void closed(EditorSocket from, OptionalInt closeStatus) {
    if (from != socket) {
      return;
    }
    socket = null;
    live = false;
    sentHere = 0;
    heartbeat.stop();
    Optional<CloseCode> code =
        closeStatus.isPresent() ? CloseCode.of(closeStatus.getAsInt()) : Optional.empty();
    if (code.isPresent() && !code.get().retry()) {
      fail("the server closed with " + code.get());
    }
    if (!stopped) {
      vertx.setTimer(Math.max(awayMillis, backoff.nextMillis()), timer -> connect());
      awayMillis = 0;
    }
    publish();
  }

  @Override
  public void unreadable(EditorSocket from, String why) {
    fail("a message that cannot be read: " + why);
  }

  @Override
  public void received(EditorSocket from, ServerMessage message) {
    if (from != socket || failure.isPresent()) {
      return;
    }
    heartbeat.heard();
    try {
      take(message);
    } catch (EditorFailure e) {
      fail(e.getMessage());
    }
  }

  private void take(ServerMessage message) throws EditorFailure {
    if (message instanceof ServerMessage.Ops ops) {
      int before = replica.journal().operations();
      replica.received(ops);
      noteAcknowledgement(before);
      goOn();
    } else if (message instanceof ServerMessage.Welcome welcome) {
      heartbeat.start(welcome.heartbeatMillis());
      socket.send(replica.open());
    } else if (message instanceof ServerMessage.Opened opened) {
      opened(opened);
    } else if (message instanceof ServerMessage.Nack nack) {
      refused(nack);
    } else if (message instanceof ServerMessage.Drain drain) {
      awayMillis = drain.afterMillis();
      socket.close();
    } else if (message instanceof ServerMessage.Problem problem) {
      throw new EditorFailure(problem.code() + ": " + problem.message());
    } else if (message instanceof ServerMessage.AccessChanged change) {
      requireWriting(change.access());
    }
    // Cursors, and who comes and goes, are nothing to an editor without eyes.
  }

  private void opened(ServerMessage.Opened opened) throws EditorFailure {
    int before = replica.journal().operations();
    replica.opened(opened);
    if (replica.journal().operations() > before) {
      traffic.countFoundStored();
    }
    noteAcknowledgement(before);
    backoff.succeeded();
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

  private void refused(ServerMessage.Nack nack) throws EditorFailure {
    if (!nack.retry()) {
      throw new EditorFailure("operation refused: " + nack.code() + ", " + nack.message());
    }
    EditorSocket here = socket;
    vertx.setTimer(
        Math.max(1, nack.afterMillis().orElse(RETRY_MILLIS)),
        timer -> {
          // On a later connection it goes out by itself.
          if (here == socket && sentHere == nack.sequence()) {
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
    socket.send(next);
    onEvent.run();
  }

  private void fail(String why) {
    failure = failure.or(() -> Optional.of(why));
    if (socket != null) {
      socket.close();
    }
    publish();
  }

  private void publish() {
    status =
        new EditorStatus(
            replica.revision(),
            replica.journal().operations(),
            finished && replica.isSynchronized(),
            live,
            failure);
  }
}
