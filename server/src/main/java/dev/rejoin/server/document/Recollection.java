package dev.rejoin.server.document;

import dev.rejoin.server.protocol.NackCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Edits of revisions that memory no longer reaches back to wait here for the older entries, while
 * others go on.
 *
 * <pre>
 *   queue ──► Batch: distant ──► RecollectionPass reads and folds ──┐
 *     ▲                └──► waiting, while it does                  │
 *     └──────────────── with their past, and those that waited ◄────┘
 * </pre>
 *
 * <p>The log is read once at a time, for several who wait: somebody who repeats such an edit would
 * make it be read as often otherwise. What is read is folded at once, so a log that is larger than
 * memory does no harm.
 */
final class Recollection {

  private final SubmissionQueue queue;
  private final SubmissionQueue waiting;
  private final Delivery delivery;
  private Optional<RecollectionPass> pass = Optional.empty();

  /**
   * @param queue where they go back to
   * @param waiting where they wait, empty
   */
  Recollection(SubmissionQueue queue, SubmissionQueue waiting, Delivery delivery) {
    this.queue = queue;
    this.waiting = waiting;
    this.delivery = delivery;
  }

  /** Lets these wait. */
  void await(List<Batch.Distant> distant, DocumentLoop loop) {
    if (pass.isPresent() || distant.isEmpty()) {
      distant.forEach(each -> keep(each.queued()));
      return;
    }
    RecollectionPass next = new RecollectionPass(this);
    pass = Optional.of(next);
    for (Batch.Distant each : distant) {
      if (!next.takes(each)) {
        keep(each.queued());
      }
    }
    next.readOn(loop);
  }

  /** Lets one wait for the next pass. */
  void keep(Queued queued) {
    if (!waiting.offer(queued)) {
      delivery.refuse(queued, NackCode.BUSY, "too much waits for older entries");
    }
  }

  /** These have what they need, as far as that was in the log. All are decided now. */
  void ended(List<Queued> recalled) {
    pass = Optional.empty();
    List<Queued> all = new ArrayList<>(recalled);
    all.addAll(waiting.drain());
    queue.putBack(all);
  }

  /** The log cannot be read. */
  void failed(String message) {
    refuseAll(NackCode.STORAGE, message);
  }

  /** Turns all away, and has no use for what is being read any more. */
  void refuseAll(NackCode code, String message) {
    pass.ifPresent(abandoned -> delivery.refuseAll(abandoned.abandon(), code, message));
    pass = Optional.empty();
    delivery.refuseAll(waiting.drain(), code, message);
  }
}
