package dev.rejoin.server.replay;

import java.io.Serial;

/** What was given is no bundle, or one that contradicts itself. Says where, and what was wanted. */
public final class BundleException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  BundleException(String message) {
    super(message, null, false, false);
  }
}
