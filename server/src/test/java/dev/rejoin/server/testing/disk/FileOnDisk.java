package dev.rejoin.server.testing.disk;

import java.util.ArrayList;
import java.util.List;

/** One file: what is on the disk for certain, and what was done since, in that order. */
final class FileOnDisk {
  private final Content certain = new Content();
  private final List<Call> unsynced = new ArrayList<>();

  /** So many of those were before a sync that failed: the next sync does not speak for them. */
  private int doubtful;

  void add(Call call) {
    unsynced.add(call);
  }

  void sync(Cut cut) {
    for (int i = 0; i < unsynced.size(); i++) {
      if (i < doubtful) {
        perhaps(unsynced.get(i), certain, cut);
      } else {
        certainly(unsynced.get(i), certain);
      }
    }
    unsynced.clear();
    doubtful = 0;
  }

  void syncFailed() {
    doubtful = unsynced.size();
  }

  /** What is found after a power cut. */
  byte[] after(Cut cut) {
    Content found = certain.copy();
    for (Call call : unsynced) {
      perhaps(call, found, cut);
    }
    return found.toBytes();
  }

  private static void certainly(Call call, Content content) {
    if (call instanceof Call.Truncate truncate) {
      content.resize(truncate.length());
    } else if (call instanceof Call.Write write) {
      content.put(write.at(), write.bytes(), 0, write.bytes().length);
    }
  }

  private static void perhaps(Call call, Content content, Cut cut) {
    if (call instanceof Call.Write write) {
      perhaps(write, content, cut);
    } else if (!cut.loses()) {
      certainly(call, content);
    }
  }

  private static void perhaps(Call.Write write, Content content, Cut cut) {
    int from = 0;
    while (from < write.bytes().length) {
      int to = (int) Math.min(write.bytes().length, cut.endOfPiece(write.at() + from) - write.at());
      if (!cut.loses()) {
        content.put(write.at() + from, write.bytes(), from, to);
      } else if (cut.junk() && write.at() + to > content.length()) {
        leaveJunk(content, write.at() + to, cut);
      }
      from = to;
    }
  }

  /** The length of a file may arrive without what it is the length of. */
  private static void leaveJunk(Content content, int end, Cut cut) {
    byte[] junk = new byte[end - content.length()];
    for (int i = 0; i < junk.length; i++) {
      junk[i] = (byte) cut.random().below(256);
    }
    content.put(content.length(), junk, 0, junk.length);
  }
}
