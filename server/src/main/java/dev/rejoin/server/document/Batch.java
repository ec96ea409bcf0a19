package dev.rejoin.server.document;

import dev.rejoin.ot.sync.Outcome;
import dev.rejoin.ot.sync.Outcome.Accepted;
import dev.rejoin.ot.sync.Outcome.NeedsHistory;
import dev.rejoin.ot.sync.Outcome.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The edits that were taken from the queue for one append, sorted by what became of them. Until the
 * append is done all of it is provisional: if another node was faster, everything is decided anew.
 */
final class Batch {

  /** So that the message about one batch stays small beside what a receiver may have waiting. */
  private static final int MAX_WEIGHT = 1 << 20;

  private final List<Queued> taken = new ArrayList<>();
  private final List<Queued> done = new ArrayList<>();
  private final List<NotTaken> refused = new ArrayList<>();
  private final List<Distant> distant = new ArrayList<>();
  private Optional<Poison> poison = Optional.empty();
  private int accepted;
  private long weight;

  /** An edit that breaks a rule, and which. */
  record NotTaken(Queued queued, Refused why) {}

  /** An edit that cannot be decided without older entries, and which. */
  record Distant(Queued queued, NeedsHistory missing) {}

  /** An edit that met a bug: the copy is not to be trusted any more. */
  record Poison(Queued queued, RuntimeException bug) {}

  /** Stages edits from the queue until it is empty or the batch holds enough. */
  static Batch stage(WorkingCopy copy, SubmissionQueue queue, int maxEntries) {
    Batch batch = new Batch();
    while (batch.accepted < maxEntries && batch.weight < MAX_WEIGHT && !queue.isEmpty()) {
      if (!batch.take(queue.poll(), copy)) {
        break;
      }
    }
    return batch;
  }

  private boolean take(Queued queued, WorkingCopy copy) {
    try {
      sort(queued, copy.submit(queued.submission(), queued.past()));
      return true;
    } catch (RuntimeException bug) {
      poison = Optional.of(new Poison(queued, bug));
      return false;
    }
  }

  private void sort(Queued queued, Outcome outcome) {
    if (outcome instanceof NeedsHistory missing) {
      distant.add(new Distant(queued, missing));
      return;
    }
    taken.add(queued);
    if (outcome instanceof Refused why) {
      refused.add(new NotTaken(queued, why));
      return;
    }
    done.add(queued);
    if (outcome instanceof Accepted entry) {
      accepted++;
      weight += entry.entry().operation().weight();
    }
  }

  /** Whether there is anything to append. */
  boolean isEmpty() {
    return accepted == 0;
  }

  /** All that was decided, in the order of the queue. */
  List<Queued> taken() {
    return taken;
  }

  /** What the log holds once this batch is stored: the accepted, and what it held before. */
  List<Queued> done() {
    return done;
  }

  List<NotTaken> refused() {
    return refused;
  }

  List<Distant> distant() {
    return distant;
  }

  Optional<Poison> poison() {
    return poison;
  }
}
