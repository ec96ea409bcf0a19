package dev.rejoin.server.document;

import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.storage.AppendResult;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Puts the edits that wait at a document into its log, one append at a time.
 *
 * <p>Safety: nothing is delivered before it is stored, and a copy is not used after an append whose
 * end is unknown.
 */
final class Appender {

  private static final Logger LOG = Logger.getLogger(Appender.class.getName());

  private static final String READ_AGAIN = "the document is being read again";

  private final String id;
  private final Environment environment;
  private final SubmissionQueue queue;
  private final Delivery delivery;
  private final Recollection recollection;

  Appender(String id, Environment environment, SubmissionQueue queue, Delivery delivery) {
    this.id = id;
    this.environment = environment;
    this.queue = queue;
    this.delivery = delivery;
    this.recollection = new Recollection(queue, SubmissionQueue.of(environment.limits()), delivery);
  }

  /** Stages what waits on the loop's copy, and appends it if there is anything to append. */
  void append(DocumentLoop loop, WorkingCopy copy, Turns turns) {
    if (copy.damage().isPresent()) {
      String readOnly = "the document is damaged behind revision %d, and can only be read";
      delivery.refuseAll(queue.drain(), NackCode.READ_ONLY, readOnly.formatted(copy.head()));
      return;
    }
    int most = Math.min(environment.limits().maxBatchEntries(), delivery.untilHash(copy.head()));
    Batch batch = Batch.stage(copy, queue, most);
    recollection.await(batch.distant(), loop);
    if (batch.poison().isPresent()) {
      isolate(batch, batch.poison().get());
      loop.letGoOfCopy();
      turns.plan();
    } else if (batch.isEmpty()) {
      delivery.settle(batch);
    } else {
      turns.await(
          environment.log().append(id, copy.lineage(), copy.head(), copy.staged()),
          result -> {
            appended(batch, result, loop, copy);
            turns.goOn();
          },
          failure -> {
            notAppended(batch, failure, loop);
            turns.goOn();
          });
    }
  }

  /** The document is another than these edits were made for, though they might happen to fit. */
  void refuseAll() {
    recollection.refuseAll(NackCode.BUSY, READ_AGAIN);
    delivery.refuseAll(queue.drain(), NackCode.BUSY, READ_AGAIN);
  }

  private void appended(Batch batch, AppendResult result, DocumentLoop loop, WorkingCopy copy) {
    if (result instanceof AppendResult.Stored) {
      List<Entry> entries = copy.staged();
      copy.commit();
      delivery.steps(copy, entries);
      delivery.settle(batch);
      loop.grown();
    } else if (result instanceof AppendResult.Missed missed) {
      copy.rollback();
      copy.learn(missed.entries());
      delivery.steps(copy, missed.entries());
      queue.putBack(batch.taken());
    } else {
      loop.dismissAll();
      delivery.refuseAll(batch.taken(), NackCode.BUSY, READ_AGAIN);
    }
  }

  /** One edit met a bug. It is refused, and a fresh copy goes on with the others. */
  private void isolate(Batch batch, Batch.Poison poison) {
    LOG.log(Level.SEVERE, "an edit of document " + id + " met a bug", poison.bug());
    delivery.refuse(poison.queued(), NackCode.INVALID, "this operation cannot be handled");
    queue.putBack(batch.taken());
  }

  /**
   * Nobody knows what the log holds now, so the copy goes, and what is in the log is read again.
   */
  private void notAppended(Batch batch, Throwable failure, DocumentLoop loop) {
    StorageFailure.log(LOG, "cannot append to document " + id, failure);
    loop.letGoOfCopy();
    queue.putBack(batch.taken());
    delivery.refuseAll(queue.drain(), StorageFailure.nackCode(failure), "it could not be stored");
  }
}
