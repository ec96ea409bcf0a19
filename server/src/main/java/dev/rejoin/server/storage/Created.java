package dev.rejoin.server.storage;

/** What became of a create. */
public enum Created {
  NEW,
  /** There is a document of that id already; it was left alone. */
  ALREADY
}
