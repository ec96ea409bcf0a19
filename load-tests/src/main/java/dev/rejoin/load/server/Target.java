package dev.rejoin.load.server;

import dev.rejoin.load.editor.Address;
import java.util.Optional;

/** The server that the editors go to. */
public interface Target extends AutoCloseable {

  Address address();

  /** For people: which server, which store. */
  String description();

  /** What the server itself says that is wrong with it, as far as is known. */
  default Optional<String> complaint() {
    return Optional.empty();
  }

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
