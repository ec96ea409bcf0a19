package dev.rejoin.server.storage.sqlite;

import dev.rejoin.server.storage.StorageException;

/** Names the document whose rows make no sense. The others go on. */
final class Corrupt {
  private Corrupt() {}

  static StorageException in(String document, String what) {
    return new StorageException(
        StorageException.Reason.CORRUPT, "document " + document + " is damaged: " + what);
  }

  static void check(boolean sound, String document, String what) {
    if (!sound) {
      throw in(document, what);
    }
  }
}
