package dev.rejoin.server.storage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Which snapshots to forget. The newest stays, and of the older ones one for each distance of 2^k
 * to 2^(k+1) revisions: as many as the logarithm of the log, and the farther back somebody looks,
 * the more entries they replay.
 */
public final class SnapshotRetention {
  private SnapshotRetention() {}

  /** Of the snapshots at these revisions, those that are not needed. */
  public static List<Long> superfluous(Collection<Long> revisions) {
    List<Long> superfluous = new ArrayList<>();
    TreeSet<Long> sorted = new TreeSet<>(revisions);
    if (sorted.isEmpty()) {
      return superfluous;
    }
    long newest = sorted.last();
    int keptDistance = -1;
    // From old to new, so that of one distance the oldest stays: it is the one to grow old.
    for (long revision : sorted.headSet(newest)) {
      int distance = Long.numberOfLeadingZeros(newest - revision);
      if (distance == keptDistance) {
        superfluous.add(revision);
      }
      keptDistance = distance;
    }
    return superfluous;
  }
}
