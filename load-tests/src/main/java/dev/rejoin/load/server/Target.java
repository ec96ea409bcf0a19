package dev.rejoin.load.server;

import dev.rejoin.load.editor.Address;

/** The server that the editors go to. */
public interface Target extends AutoCloseable {

  Address address();

  /** For people: which server, which store. */
  String description();

  @Override
  void close();

  /** A server that somebody else runs. Closing leaves it alone. */
  record Given(Address address) implements Target {
    @Override
    public String description() {
      return address.toString();
    }

    @Override
    public void close() {
      // It was there before, and stays.
    }
  }
}
