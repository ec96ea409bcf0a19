package dev.rejoin.server.limits;

import dev.rejoin.server.config.Limits;
import dev.rejoin.server.document.EncodedMessage;
import dev.rejoin.server.metrics.ClientFigures;
import dev.rejoin.server.protocol.ClientMessageReader;
import dev.rejoin.server.protocol.CloseCode;
import dev.rejoin.server.session.ClientReports;
import dev.rejoin.server.session.Connection;
import dev.rejoin.server.session.Session;
import dev.rejoin.server.session.SessionEnvironment;
import dev.rejoin.server.session.Sessions;
import dev.rejoin.server.storage.Durability;
import dev.rejoin.server.testing.Crowd;
import dev.rejoin.server.testing.FakeParticipant;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Limits on how often and how long, each tried by a clock that is moved by hand. */
final class SessionProbes {

  private static final int SECOND = 1_000;

  private SessionProbes() {}

  /** One session in one thread. */
  private static final class Line implements Connection {

    private final Crowd crowd;
    private final Session session;
    private Optional<CloseCode> closed = Optional.empty();
    private int tooMany;

    Line(Limits limits) {
      crowd = new Crowd(limits);
      session = new Sessions(environment(crowd, limits)).begin(this);
    }

    Line greeted() {
      say("{'t':'hello','v':1}");
      return this;
    }

    void say(String message) {
      session.received(message.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
      crowd.time.settle();
    }

    void pings(int count) {
      for (int i = 0; i < count; i++) {
        say("{'t':'ping'}");
      }
    }

    void operations(int count) {
      for (int i = 0; i < count; i++) {
        say("{'t':'op','doc':'doc','seq':1,'rev':0,'op':['x']}");
      }
    }

    Line opened() {
      say(
          "{'t':'open','doc':'doc','client':'%s','create':'text'}"
              .formatted(FakeParticipant.client("ann")));
      return this;
    }

    boolean isOpen() {
      return closed.isEmpty();
    }

    @Override
    public void send(EncodedMessage message) {
      if (new String(message.utf8(), StandardCharsets.UTF_8).contains("\"rate\"")) {
        tooMany++;
      }
    }

    @Override
    public boolean hasRoom() {
      return true;
    }

    @Override
    public void close(CloseCode code, String reason) {
      closed = Optional.of(code);
    }
  }

  private static SessionEnvironment environment(Crowd crowd, Limits limits) {
    return new SessionEnvironment(
        crowd.documents,
        Durability.MEMORY,
        new ClientMessageReader(limits),
        crowd.time,
        crowd.time,
        limits,
        () -> "session");
  }

  static boolean messagesAtOnce(Limits limits, int count) {
    Line line = new Line(limits).greeted();
    line.pings(count - 1);
    return line.isOpen();
  }

  static boolean messagesInASecond(Limits limits, int count) {
    int burst = limits.messagesPerSecond();
    Line line = new Line(limits.with("messagesBurst", burst)).greeted();
    line.pings(burst - 1);
    line.crowd.time.advance(SECOND);
    line.pings(count);
    return line.isOpen();
  }

  static boolean operationsAtOnce(Limits limits, int count) {
    Line line = new Line(limits).greeted().opened();
    line.operations(count);
    return line.tooMany == 0;
  }

  static boolean operationsInASecond(Limits limits, int count) {
    int burst = limits.operationsPerSecond();
    Line line = new Line(limits.with("operationsBurst", burst)).greeted().opened();
    line.operations(burst);
    line.crowd.time.advance(SECOND);
    line.operations(count);
    return line.tooMany == 0;
  }

  static boolean silenceBeforeHello(Limits limits, int millis) {
    Line line = new Line(limits);
    line.crowd.time.advance(millis);
    return line.isOpen();
  }

  /** Two heartbeats, give or take one look at the sessions. */
  static boolean silence(Limits limits, int millis) {
    int tick = 10;
    int over = millis - limits.heartbeatMillis();
    Line line = new Line(limits.with("greetingTimeoutMillis", tick)).greeted();
    line.crowd.time.advance(2L * limits.heartbeatMillis() + (long) over * tick);
    return line.isOpen();
  }

  static boolean reports(Limits limits, int count) {
    Crowd crowd = new Crowd(limits);
    ClientReports reports = new ClientReports(new ClientFigures(0), environment(crowd, limits));
    int taken = 0;
    for (int i = 0; i < count; i++) {
      taken += reports.tooSoon().isEmpty() ? 1 : 0;
    }
    return taken == count;
  }
}
