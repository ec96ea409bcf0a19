package dev.rejoin.load.editor;

import dev.rejoin.server.protocol.ClientMessage;
import dev.rejoin.server.protocol.ServerMessage;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.Optional;

/** A client that does one thing over and over, as fast as it is let. */
public final class Nuisance extends VerticleBase implements Link.End {
  private final EditorSettings settings;
  private final Address server;
  private final Habit habit;
  private Link link;

  /** What it does. */
  public interface Habit {
    /** What it says when it comes. */
    ClientMessage first();

    /** What it says to an answer; empty: nothing. */
    Optional<ClientMessage> next(ServerMessage answer);

    /** Whether it reads what comes after this. */
    default boolean readsOnAfter(ServerMessage answer) {
      return true;
    }
  }

  public Nuisance(EditorSettings settings, Address server, Habit habit) {
    this.settings = settings;
    this.server = server;
    this.habit = habit;
  }

  @Override
  public Future<?> start() {
    link = new Link(vertx, settings, () -> server, new Traffic(), this);
    link.connect();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    return link.end();
  }

  @Override
  public void welcomed() {
    link.isGood();
    link.send(habit.first());
  }

  @Override
  public void received(ServerMessage message) {
    habit.next(message).ifPresent(link::send);
    if (!habit.readsOnAfter(message)) {
      link.readNoMore();
    }
  }

  @Override
  public void lost() {
    // The link comes back by itself, and it all begins again.
  }

  @Override
  public void refused(String why) {
    throw new IllegalStateException("a nuisance was sent away for good: " + why);
  }
}
