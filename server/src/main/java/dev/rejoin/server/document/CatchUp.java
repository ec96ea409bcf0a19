package dev.rejoin.server.document;

import dev.rejoin.ot.sync.Step;
import java.util.List;

/**
 * The steps from a revision to the head, for one receiver. Where memory does not reach back that
 * far, they are read from the log page by page, each page folded before the next is asked for.
 */
final class CatchUp {

  private static final int PAGE = 4_096;

  /**
   * A receiver's own entries come one by one, so the document is no bound for what they weigh. One
   * is always told, however large: clients have no more in flight.
   */
  private static final long MAX_OWN_BYTES = 8 << 20;

  private final String receiver;
  private final StepCollector collected;
  private long reached;

  CatchUp(String receiver, long from) {
    this.receiver = receiver;
    this.collected = new StepCollector(receiver);
    this.reached = from;
  }

  /** Whether memory has the rest. */
  boolean isNear(WorkingCopy copy) {
    return copy.covers(reached);
  }

  /** Whether the receiver wrote more since than it can be told: it has to take the whole. */
  boolean isTooMuch() {
    return collected.own() > 1 && collected.ownWeight() > MAX_OWN_BYTES;
  }

  /** Reads one page, then lets {@code visitor} come again. */
  void readOn(DocumentLoop loop, WorkingCopy copy, Visitor visitor) {
    long to = Math.min(reached + PAGE, copy.oldest());
    loop.read(
        reached,
        to,
        visitor,
        entries -> {
          collected.add(entries);
          reached += entries.size();
        });
  }

  /** The whole way to the head. To be called once, when it {@linkplain #isNear is near}. */
  List<Step> finish(WorkingCopy copy) {
    collected.addSteps(copy.steps(receiver, reached));
    return collected.finish();
  }
}
