package dev.rejoin.server.simulation;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Listens to what the server logs. It survives its own bugs, by reading a document again, and says
 * so loudly: a simulation that only looked at the documents would not see them.
 */
final class Bugs extends Handler implements AutoCloseable {

  private static final Logger SERVER = Logger.getLogger("dev.rejoin.server");

  /** What the server says of a document that is damaged. */
  private static final String READ_ONLY = "open for reading only";

  private final boolean usedParents = SERVER.getUseParentHandlers();
  private final Level levelBefore = SERVER.getLevel();
  private LogRecord first;
  private LogRecord firstDamage;

  private Bugs() {}

  static Bugs watch() {
    Bugs bugs = new Bugs();
    SERVER.setUseParentHandlers(false);
    SERVER.setLevel(Level.SEVERE);
    SERVER.addHandler(bugs);
    return bugs;
  }

  @Override
  public void publish(LogRecord record) {
    if (record.getMessage().contains(READ_ONLY)) {
      firstDamage = record;
    } else if (first == null) {
      first = record;
    }
  }

  /**
   * @param damaged whether documents may be damaged
   */
  void check(boolean damaged) {
    if (firstDamage != null && !damaged) {
      throw new AssertionError("sound, and told to be damaged: " + firstDamage.getMessage());
    }
    if (first != null) {
      throw new AssertionError("a bug: " + first.getMessage(), first.getThrown());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    SERVER.removeHandler(this);
    SERVER.setLevel(levelBefore);
    SERVER.setUseParentHandlers(usedParents);
  }
}
