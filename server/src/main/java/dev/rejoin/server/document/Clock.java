package dev.rejoin.server.document;

/** Tells the time: of the day where it is written down, else one that never steps. */
public interface Clock {

  /** Milliseconds: since 1970, or since any moment. */
  long millis();
}
