package dev.rejoin.server.session;

import dev.rejoin.server.protocol.CloseCode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/** All sessions of one event loop. */
public final class Sessions {

  /** How often sessions are looked at, at most. */
  private static final long TICK_MILLIS = 1_000;

  private final SessionEnvironment environment;
  private final long tickMillis;
  private final Set<Session> sessions = new LinkedHashSet<>();
  private boolean closed;

  public Sessions(SessionEnvironment environment) {
    this.environment = environment;
    this.tickMillis = Math.max(10, Math.min(TICK_MILLIS, shortestTimeout(environment) / 4));
    planTick();
  }

  private static long shortestTimeout(SessionEnvironment environment) {
    return Math.min(
        environment.limits().greetingTimeoutMillis(), environment.limits().heartbeatMillis());
  }

  /** A session for a new connection. */
  public Session begin(Connection connection) {
    Session session = new Session(connection, environment);
    sessions.add(session);
    return session;
  }

  /** The connection of a session is gone. */
  public void end(Session session) {
    session.ended();
    sessions.remove(session);
  }

  public int size() {
    return sessions.size();
  }

  /**
   * Asks everybody to reconnect, each after its own time.
   *
   * @param spread gives the time for the n-th session
   */
  public void drain(LongUnaryOperator spread) {
    long number = 0;
    for (Session session : sessions) {
      session.drain(spread.applyAsLong(number++));
    }
  }

  /** Closes all sessions, and looks after none any more. */
  public void close(CloseCode code, String reason) {
    closed = true;
    List.copyOf(sessions).forEach(session -> session.close(code, reason));
  }

  private void planTick() {
    environment.scheduler().after(tickMillis, this::tick);
  }

  private void tick() {
    long now = environment.clock().millis();
    List.copyOf(sessions).forEach(session -> session.tick(now));
    if (!closed) {
      planTick();
    }
  }
}
