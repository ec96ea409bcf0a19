package dev.rejoin.server.testing.disk;

/** Something that was done to a disk. Names are relative to the folder that is watched. */
public sealed interface Call {
  /** The file or folder that it was done to. */
  String name();

  /** An empty file. */
  record Create(String name) implements Call {}

  record MakeFolder(String name) implements Call {}

  record Write(String name, int at, byte[] bytes) implements Call {}

  record Truncate(String name, int length) implements Call {}

  record Sync(String name) implements Call {}

  /** A sync that failed: nobody knows what of it is on the disk, and the next one may not care. */
  record Unsynced(String name) implements Call {}

  record Unlink(String name) implements Call {}

  record Rename(String name, String to) implements Call {}
}
