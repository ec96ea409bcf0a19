package dev.rejoin.server.document;

import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.protocol.NackCode;
import java.util.List;

/**
 * An edit of a revision that memory no longer reaches back to waits here for the older entries,
 * while others go on. It is decided in the very turn that takes the entries in, before memory can
 * let go of them again.
 */
final class Recollection implements Visitor {

  private final SubmissionQueue queue;
  private final Queued queued;
  private final Delivery delivery;
  private List<Entry> older = List.of();

  private Recollection(SubmissionQueue queue, Queued queued, Delivery delivery) {
    this.queue = queue;
    this.queued = queued;
    this.delivery = delivery;
  }

  /** Asks for the entries. Up to the head, for memory may begin later by the time they are here. */
  static void begin(
      DocumentLoop loop,
      WorkingCopy copy,
      SubmissionQueue queue,
      Batch.Distant distant,
      Delivery delivery) {
    Recollection visitor = new Recollection(queue, distant.queued(), delivery);
    loop.read(distant.missing().from(), copy.head(), visitor, entries -> visitor.older = entries);
  }

  @Override
  public void visit(DocumentLoop loop, WorkingCopy copy) {
    copy.recall(older);
    queue.putBack(List.of(queued));
  }

  @Override
  public void turnAway(ErrorCode code, String message) {
    delivery.refuse(queued, NackCode.STORAGE, message);
  }
}
