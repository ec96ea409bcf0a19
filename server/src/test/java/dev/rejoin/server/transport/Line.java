package dev.rejoin.server.transport;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.net.SocketException;

/** One connection on which an outbox sends what it has in flight, and hears what became of it. */
sealed interface Line extends AutoCloseable permits SocketLine, RequestLine {

  /** What it sends from now on, in either way, with single quotes for double ones. */
  void carry(String request, String submit);

  /** Sends once more, and does not wait. */
  void send();

  /** Sends a part of it, and nothing more after that. */
  void sendPartly(int bytes);

  /** Reads until nothing more can come of what was sent. */
  void hear();

  /** Ends it; what was not heard is lost. */
  @Override
  void close();

  /** The other side has ended, or ends, and whoever comes again may find another. */
  static UncheckedIOException gone(String why) {
    return new UncheckedIOException(new EOFException(why));
  }

  /** Fails unless the connection is what failed; one that is only silent is no excuse. */
  static void requireGone(UncheckedIOException failure) {
    if (!(failure.getCause() instanceof EOFException
        || failure.getCause() instanceof SocketException)) {
      throw failure;
    }
  }
}
