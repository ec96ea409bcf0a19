package dev.rejoin.server.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** What the server complains about to its operator, while this is open; slowness left out. */
public final class ServerWarnings implements AutoCloseable {

  /** Ours, and what we stand on. Held, or a handler that was added may be forgotten. */
  private static final List<Logger> LOGGERS =
      Stream.of("dev.rejoin", "io.vertx", "io.netty").map(Logger::getLogger).toList();

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final Handler handler = new Collector();

  public ServerWarnings() {
    LOGGERS.forEach(logger -> logger.addHandler(handler));
  }

  /** One line each, in order. */
  public List<String> seen() {
    return List.copyOf(seen);
  }

  @Override
  public void close() {
    LOGGERS.forEach(logger -> logger.removeHandler(handler));
  }

  private final class Collector extends Handler {

    @Override
    public void publish(LogRecord entry) {
      if (entry.getLevel().intValue() >= Level.WARNING.intValue() && !isAboutSlowness(entry)) {
        seen.add(entry.getMessage() + ": " + entry.getThrown());
      }
    }

    /** On a busy machine a task is slow because others have the processor. */
    private static boolean isAboutSlowness(LogRecord entry) {
      return entry.getMessage().startsWith("a task held its event loop")
          || entry.getMessage().contains("has been blocked for");
    }

    @Override
    public void flush() {
      // Nothing is kept back.
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
