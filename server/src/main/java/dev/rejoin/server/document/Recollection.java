package dev.rejoin.server.document;

import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.protocol.NackCode;
import java.util.ArrayList;
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
  private final List<Entry> older = new ArrayList<>();
  private long from;

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
      from = distant.stream().mapToLong(each -> each.missing().from()).min().getAsLong();
      readOn(loop, copy);
    }
  }

  private void readOn(DocumentLoop loop, WorkingCopy copy) {
    loop.read(from + older.size(), copy.head(), this, older::addAll);
  }

  private void await(Batch.Distant distant) {
    if (!waiting.offer(distant.queued())) {
      delivery.refuse(distant.queued(), NackCode.BUSY, "too much waits for older entries");
    }
  }

  @Override
  public void visit(DocumentLoop loop, WorkingCopy copy) {
    boolean isTrimmed = from < copy.floor();
    if (from + older.size() < copy.oldest() && !isTrimmed) {
      readOn(loop, copy);
      return;
    }
    copy.recall(List.copyOf(older));
    queue.putBack(takeAll());
  }

  @Override
  public void turnAway(ErrorCode code, String message) {
    delivery.refuseAll(takeAll(), NackCode.STORAGE, message);
  }

  private List<Queued> takeAll() {
    reading = false;
    older.clear();
    return waiting.drain();
  }
}
