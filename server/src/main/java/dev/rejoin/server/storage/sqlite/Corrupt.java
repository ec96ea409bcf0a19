package dev.rejoin.server.storage.sqlite;

import dev.rejoin.server.storage.StorageException;

/** Names the document whose rows make no sense. The others go on. */
final class Corrupt {
  private Corrupt() {}

  static StorageException in(String document, String what) {
    return new StorageException(
        StorageException.Reason.CORRUPT, "document " + document + " is damaged: " + what);
  }

  /** The same, where it is known that the entry behind {@code sound} is the first to be wrong. */
  static StorageException behind(Mark sound, String document, String what) {
    return StorageException.corrupt(in(document, what).getMessage(), sound.revision() + 1);
  }

  static void check(boolean sound, String document, String what) {
    if (!sound) {
      throw in(document, what);
    }
  }
}
