package dev.rejoin.load.editor;

import dev.rejoin.server.protocol.ClientMessage;
import dev.rejoin.server.protocol.CloseCode;
import dev.rejoin.server.protocol.PersonName;
import dev.rejoin.server.protocol.ServerMessage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Supplier;

/**
 * An editor's way to the server: one connection after the other, each greeted and kept alive.
 *
 * <p>Safety: what an old connection still says is not heard. Liveness: whatever ends a connection,
 * {@link #closed} schedules the next, until {@link #end}.
 */
final class Link implements EditorSocket.Listener {
  private static final int MAX_MESSAGE_BYTES = 512 << 20;
  private static final long GREETING_HEARTBEAT_MILLIS = 15_000;

  private final Vertx vertx;
  private final EditorSettings settings;
  private final Supplier<Address> server;
  private final Traffic traffic;
  private final End end;
  private final WebSocketClient client;
  private final Heartbeat heartbeat;
  private final Backoff backoff;
  private EditorSocket socket;
  private boolean ended;
  private boolean away;
  private boolean deaf;
  private long awayMillis;

  /** What is at this end of the link. */
  interface End {
    /** The server greeted back: a document can be opened. */
    void welcomed();

    void received(ServerMessage message);

    /** The connection is gone; the next one will begin with {@link #welcomed}. */
    void lost();

    /** There is no use in trying again. */
    void refused(String why);
  }

  Link(Vertx vertx, EditorSettings settings, Supplier<Address> server, Traffic traffic, End end) {
    this.vertx = vertx;
    this.settings = settings;
    this.server = server;
    this.traffic = traffic;
    this.end = end;
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxFrameSize(MAX_MESSAGE_BYTES)
                .setMaxMessageSize(MAX_MESSAGE_BYTES));
    this.heartbeat = new Heartbeat(vertx, () -> send(new ClientMessage.Ping()), () -> socket.cut());
    this.backoff = new Backoff(new Random(settings.seed()));
  }

  void connect() {
    if (ended || away || socket != null) {
      return;
    }
    EditorSocket attempt = new EditorSocket(client, traffic, this);
    socket = attempt;
    attempt
        .connect(server.get())
        .onSuccess(open -> greet(attempt))
        .onFailure(refused -> closed(attempt, OptionalInt.empty()));
  }

  private void greet(EditorSocket attempt) {
    PersonName name = PersonName.of(settings.name());
    attempt.send(new ClientMessage.Hello(1, Optional.empty(), Optional.of(name), Optional.empty()));
    heartbeat.start(GREETING_HEARTBEAT_MILLIS);
  }

  /** Sends on the connection that there is; only after {@link End#welcomed}. */
  void send(ClientMessage message) {
    socket.send(message);
  }

  /** What the server says from now on stays in the connection. */
  void readNoMore() {
    deaf = true;
    socket.readNoMore();
  }

  /** Changes with each connection: for those who wait and then want to know if it is still this. */
  Object connection() {
    return socket;
  }

  /** All went well: the next attempts to connect come quickly again. */
  void isGood() {
    backoff.succeeded();
  }

  /** Breaks the connection, and keeps away for so long. */
  void cutFor(long millis) {
    awayMillis = millis;
    socket.cut();
  }

  /** Breaks the connection, and keeps away until {@link #comeBack}. */
  void stayAway() {
    away = true;
    if (socket != null) {
      socket.cut();
    }
  }

  void comeBack() {
    away = false;
    connect();
  }

  /** No further connection. */
  Future<Void> end() {
    ended = true;
    heartbeat.stop();
    if (deaf && socket != null) {
      // It would wait for ever for the answer to its goodbye.
      socket.cut();
    }
    return client.close();
  }

  @Override
  public void received(EditorSocket from, ServerMessage message) {
    if (from != socket || ended) {
      return;
    }
    heartbeat.heard();
    if (message instanceof ServerMessage.Welcome welcome) {
      heartbeat.start(welcome.heartbeatMillis());
      end.welcomed();
    } else if (message instanceof ServerMessage.Drain drain) {
      traffic.countDrained();
      goAfter(drain.afterMillis(), from);
    } else {
      end.received(message);
    }
  }

  /** The server asks for it: there are still edits until then. */
  private void goAfter(long millis, EditorSocket from) {
    vertx.setTimer(
        Math.max(1, millis),
        timer -> {
          if (from == socket) {
            from.close();
          }
        });
  }

  @Override
  public void unreadable(EditorSocket from, String why) {
    end.refused("a message that cannot be read: " + why);
  }

  @Override
  public void closed(EditorSocket from, OptionalInt status) {
    if (from != socket || ended) {
      return;
    }
    socket = null;
    deaf = false;
    heartbeat.stop();
    end.lost();
    Optional<CloseCode> code =
        status.isPresent() ? CloseCode.of(status.getAsInt()) : Optional.empty();
    if (code.isPresent() && !code.get().retry()) {
      end.refused("the server closed with " + code.get());
    } else {
      vertx.setTimer(Math.max(awayMillis, backoff.nextMillis()), timer -> connect());
      awayMillis = 0;
    }
  }
}
