package dev.rejoin.server.document;

/** The time of day. */
public interface Clock {

  /** Milliseconds since 1970. */
  long millis();
}
