package dev.rejoin.server.storage.sqlite;

/**
 * Something that is asked of a store, and later perhaps acknowledged.
 *
 * @param revision up to which it goes
 */
record Step(Kind kind, boolean done, String document, long revision) {

  /** What is asked. */
  enum Kind {
    /** Of the store itself; what comes then comes from a store that has just been opened. */
    OPEN,
    CREATE,
    APPEND,
    SNAPSHOT,
    TRIM,
    BACKUP
  }

  /** Reads {@link #toString}. */
  static Step parse(String line) {
    String[] words = line.split(" ");
    return new Step(
        Kind.valueOf(words[1]), words[0].equals("done"), words[2], Long.parseLong(words[3]));
  }

  Step acknowledged() {
    return new Step(kind, true, document, revision);
  }

  @Override
  public String toString() {
    return (done ? "done " : "ask ") + kind + " " + document + " " + revision;
  }
}
