package dev.rejoin.server.document;

import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.protocol.NackCode;
import java.util.List;

/**
 * Edits of revisions that memory no longer reaches back to wait here for the older entries, while
 * others go on. They are decided in the very turn that takes the entries in, before memory can let
 * go of them again.
 *
 * <p>The log is read once at a time, for all who wait: somebody who repeats such an edit would make
 * it be read as often otherwise.
 */
final class Recollection implements Visitor {

  private final SubmissionQueue queue;
  private final SubmissionQueue waiting;
  private final Delivery delivery;
  private boolean reading;
  private List<Entry> older = List.of();

  /**
   * @param queue where they go back to
   * @param waiting where they wait, empty
   */
  Recollection(SubmissionQueue queue, SubmissionQueue waiting, Delivery delivery) {
    this.queue = queue;
    this.waiting = waiting;
    this.delivery = delivery;
  }

  /** Lets these wait. Reads up to the head, for memory may begin later by the time it is done. */
  void await(List<Batch.Distant> distant, DocumentLoop loop, WorkingCopy copy) {
    distant.forEach(this::await);
    if (!reading && !distant.isEmpty()) {
      reading = true;
      long from = distant.stream().mapToLong(each -> each.missing().from()).min().getAsLong();
      loop.read(from, copy.head(), this, entries -> older = entries);
    }
  }

  private void await(Batch.Distant distant) {
    if (!waiting.offer(distant.queued())) {
      delivery.refuse(distant.queued(), NackCode.BUSY, "too much waits for older entries");
    }
  }

  @Override
  public void visit(DocumentLoop loop, WorkingCopy copy) {
    copy.recall(older);
    queue.putBack(takeAll());
  }

  @Override
  public void turnAway(ErrorCode code, String message) {
    delivery.refuseAll(takeAll(), NackCode.STORAGE, message);
  }

  private List<Queued> takeAll() {
    reading = false;
    older = List.of();
    return waiting.drain();
  }
}
