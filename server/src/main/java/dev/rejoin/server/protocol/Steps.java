package dev.rejoin.server.protocol;

import dev.rejoin.ot.sync.Step;
import java.util.List;

/** Counts along steps: a receiver adds each step's count to its revision. */
final class Steps {
  private Steps() {}

  static long to(long from, List<Step> steps) {
    long revision = from;
    for (Step step : steps) {
      revision += step.count();
    }
    return revision;
  }
}
