package dev.rejoin.server.session;

import dev.rejoin.server.codec.ParsedOperation;
import dev.rejoin.server.document.EncodedMessage;
import dev.rejoin.server.protocol.BadMessageException;
import dev.rejoin.server.protocol.ClientMessage;
import dev.rejoin.server.protocol.ClientMessage.Hello;
import dev.rejoin.server.protocol.ClientMessage.Open;
import dev.rejoin.server.protocol.ClientMessage.Submit;
import dev.rejoin.server.protocol.CloseCode;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.protocol.ServerMessage;
import dev.rejoin.server.protocol.ServerMessage.Drain;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import dev.rejoin.server.protocol.ServerMessage.Pong;
import dev.rejoin.server.protocol.ServerMessage.Problem;
import dev.rejoin.server.protocol.ServerMessage.Welcome;
import dev.rejoin.server.protocol.Site;
import dev.rejoin.server.protocol.User;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** One client, from the opening of its socket to its end. On the event loop of the connection. */
public final class Session {

  private static final EncodedMessage PONG = EncodedMessage.of(new Pong());

  private final String id;
  private final Connection connection;
  private final SessionEnvironment environment;
  private final Liveness liveness;
  private final TokenBucket messages;
  private final TokenBucket operations;
  private final Map<String, OpenDocument> documents = new LinkedHashMap<>();

  /** Null before the greeting. */
  private User user;

  private boolean ended;

  public Session(Connection connection, SessionEnvironment environment) {
    long now = environment.clock().millis();
    var limits = environment.limits();
    this.id = environment.randomIds().get();
    this.connection = connection;
    this.environment = environment;
    this.liveness = new Liveness(limits, now);
    this.messages = new TokenBucket(limits.messagesPerSecond(), limits.messagesBurst(), now);
    this.operations = new TokenBucket(limits.operationsPerSecond(), limits.operationsBurst(), now);
  }

  /** The public id of this session. */
  String id() {
    return id;
  }

  // What the connection reports.

  /** A message came, in valid UTF-8. */
  public void received(byte[] utf8) {
    heard();
    if (ended) {
      return;
    }
    try {
      dispatch(environment.reader().read(utf8));
    } catch (BadMessageException bad) {
      if (user == null) {
        close(CloseCode.BAD_HELLO, bad.getMessage());
      } else {
        send(bad.toProblem());
      }
    }
  }

  /** Something came, if only a part of a message: the client lives, but it may not flood. */
  public void heard() {
    long now = environment.clock().millis();
    liveness.heard(now);
    if (!messages.take(now)) {
      close(CloseCode.FLOOD, "too many messages");
    }
  }

  /** Messages flow again. */
  public void drained() {
    documents.values().forEach(open -> open.seat().drained());
  }

  /** The connection is gone. */
  public void ended() {
    ended = true;
    documents.values().forEach(open -> open.seat().leave());
    documents.clear();
  }

  // What the client says.

  private void dispatch(ClientMessage message) {
    if (message instanceof Hello hello) {
      greet(hello);
    } else if (user == null) {
      close(CloseCode.BAD_HELLO, "the first message has to be a hello");
    } else if (message instanceof ClientMessage.Ping) {
      pong();
    } else if (message instanceof Open open) {
      open(open);
    } else if (message instanceof Submit submit) {
      withOpen(submit.document(), open -> submit(open, submit));
    } else if (message instanceof ClientMessage.Cursor cursor) {
      withOpen(cursor.document(), open -> open.seat().point(cursor.revision(), cursor.selection()));
    } else if (message instanceof ClientMessage.Close close) {
      withOpen(close.document(), this::leave);
    }
  }

  private void greet(Hello hello) {
    if (hello.version() != Greeting.VERSION) {
      close(
          CloseCode.BAD_HELLO,
          "version " + hello.version() + ", this server speaks " + Greeting.VERSION);
      return;
    }
    User before = user;
    user = before == null ? Greeting.first(hello, id) : Greeting.again(hello, before);
    liveness.greeted();
    send(
        new Welcome(
            Greeting.VERSION,
            id,
            user,
            environment.durability().wireName(),
            environment.limits().forClients(),
            environment.limits().heartbeatMillis()));
    if (before != null && !before.equals(user)) {
      documents.values().forEach(open -> open.seat().renamed(user));
    }
  }

  private void open(Open message) {
    OpenDocument before = documents.remove(message.document());
    if (before != null) {
      before.seat().leave();
    }
    int max = environment.limits().maxDocumentsPerConnection();
    if (documents.size() >= max) {
      problem(ErrorCode.RATE, "one socket opens at most " + max + " documents", message.document());
      return;
    }
    String site = Site.of(message.client());
    OpenDocument open =
        new OpenDocument(this, connection, message.document(), site, user, environment);
    documents.put(message.document(), open);
    open.seat().open(message.create(), message.resume());
  }

  private void submit(OpenDocument open, Submit message) {
    long now = environment.clock().millis();
    if (!operations.take(now)) {
      nack(
          message,
          NackCode.RATE,
          "too many operations",
          OptionalLong.of(operations.waitMillis(now)));
    } else if (message.operation() instanceof ParsedOperation.Readable readable) {
      open.seat().submit(message.sequence(), message.revision(), readable.operation());
    } else if (message.operation() instanceof ParsedOperation.Unreadable unreadable) {
      NackCode code = NackCode.of(unreadable.fault());
      nack(message, code, unreadable.message(), OptionalLong.empty());
    }
  }

  private void leave(OpenDocument open) {
    documents.remove(open.document());
    open.seat().leave();
  }

  /** A document was not opened. Called on the document's event loop. */
  void refused(OpenDocument refused, ErrorCode code, String message) {
    environment
        .scheduler()
        .execute(
            () -> {
              if (documents.remove(refused.document(), refused)) {
                problem(code, message, refused.document());
              }
            });
  }

  // What the server does by itself.

  /** Looks after the client: is it silent, stuck, without a greeting? */
  void tick(long now) {
    Optional<String> tooSlow = liveness.complaint(now, connection.hasRoom());
    if (tooSlow.isPresent()) {
      close(CloseCode.TOO_SLOW, tooSlow.get());
    } else if (user != null && liveness.shouldSpeak(now)) {
      pong();
    }
  }

  /** Asks the client to go elsewhere, after a while. */
  void drain(long afterMillis) {
    send(new Drain(afterMillis));
  }

  /** Ends this session. What the client still says is not listened to. */
  public void close(CloseCode code, String reason) {
    if (!ended) {
      ended();
      connection.close(code, reason);
    }
  }

  // Answers.

  private void withOpen(String document, Consumer<OpenDocument> action) {
    OpenDocument open = documents.get(document);
    if (open == null) {
      problem(ErrorCode.NOT_OPEN, "document " + document + " is not open", document);
    } else {
      action.accept(open);
    }
  }

  private void pong() {
    liveness.spoke(environment.clock().millis());
    connection.send(PONG);
  }

  private void nack(Submit submit, NackCode code, String message, OptionalLong after) {
    send(new Nack(submit.document(), submit.sequence(), code, message, code.retry(), after));
  }

  private void problem(ErrorCode code, String message, String document) {
    send(new Problem(code, message, Optional.of(document)));
  }

  private void send(ServerMessage message) {
    connection.send(EncodedMessage.of(message));
  }
}
