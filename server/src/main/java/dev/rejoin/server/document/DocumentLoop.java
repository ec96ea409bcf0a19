package dev.rejoin.server.document;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.Selection;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.Submission;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.protocol.Person;
import dev.rejoin.server.protocol.User;
import dev.rejoin.server.storage.AppendResult;
import dev.rejoin.server.storage.StoredDocument;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The life of one document in memory.
 *
 * <pre>
 *                    ┌───────────────────── turn ◄──────────────────────┐
 *                    ▼                                                  │
 *   no copy ──► load ──► visitors ──► stage what waits ──► append ──► stored: commit, deliver
 *      ▲                                                     ├──────► missed: learn, the same queue again
 *      └─────────────────────────────────────────────────────┴──────► failed: throw the copy away
 * </pre>
 *
 * <p>Safety: nothing is delivered before it is stored, and a copy is not used after an append whose
 * end is unknown. Liveness: whatever is asked plans a turn; while a load or an append is under way,
 * turns do nothing, and its end is a turn.
 */
final class DocumentLoop {

  private static final Logger LOG = Logger.getLogger(DocumentLoop.class.getName());
  private static final long LOAD_AGAIN_MILLIS = 1_000;

  /** When a crowd comes at once, other documents of this event loop get their turns in between. */
  private static final int VISITORS_A_TURN = 64;

  /** The same in UTF-16 units of content, for each visitor may need all of it. */
  private static final int UNITS_A_TURN = 2_000_000;

  private final String id;
  private final Environment environment;
  private final Audience audience = new Audience();
  private final SubmissionQueue queue;
  private final Deque<Visitor> visitors = new ArrayDeque<>();
  private final Presence presence;
  private final Delivery delivery;
  private final LogReader logReader;
  private final Recollection recollection;
  private final Retirement retirement;

  /** Null while there is none, or while it is read. */
  private WorkingCopy copy;

  /** Whether a load or an append is under way. */
  private boolean underWay;

  private boolean turnPlanned;

  DocumentLoop(String id, Environment environment, Consumer<DocumentLoop> forget) {
    this.id = id;
    this.environment = environment;
    this.queue = SubmissionQueue.of(environment.limits());
    this.presence = new Presence(id, environment.scheduler(), audience);
    this.delivery = new Delivery(id, audience, presence);
    this.logReader = new LogReader(id, environment, this::visit, this::planTurn);
    this.recollection = new Recollection(queue, SubmissionQueue.of(environment.limits()), delivery);
    this.retirement = new Retirement(id, environment, this::isIdle, () -> forget.accept(this));
  }

  String id() {
    return id;
  }

  // What is asked of a document.

  /** Lets somebody in at the next quiet moment. */
  void visit(Visitor visitor) {
    visitors.add(visitor);
    planTurn();
  }

  void submit(Seat seat, long sequence, long revision, Operation operation) {
    Submission submission =
        new Submission(
            seat.participant().site(),
            sequence,
            revision,
            operation,
            seat.user.id(),
            environment.clock().millis());
    Queued queued = new Queued(seat, submission);
    if (!retirement.isClosing() && queue.offer(queued)) {
      planTurn();
    } else {
      delivery.refuse(queued, NackCode.BUSY, "too much waits at this document");
    }
  }

  void point(Seat seat, long revision, Optional<Selection> selection) {
    if (copy != null) {
      presence.point(seat, copy, revision, selection);
    }
  }

  void rename(Seat seat, User user) {
    presence.rename(seat, user);
  }

  List<Person> people() {
    return audience.people(null);
  }

  void join(Seat seat) {
    seat.take(this, copy);
    presence.join(seat);
  }

  void leave(Seat seat) {
    presence.leave(seat);
    planTurn();
  }

  /** Brings a seat up to date, if it is behind. */
  void drained(Seat seat) {
    if (seat.behind && !seat.catchingUp) {
      seat.catchingUp = true;
      visit(new Refreshing(seat, delivery));
    }
  }

  /** Takes in no more, and completes when all is stored and a snapshot is saved. */
  Future<Void> close() {
    planTurn();
    return retirement.close();
  }

  /** Reads a stretch of the log for a visitor, who then comes again. */
  void read(long from, long to, Visitor visitor, Consumer<List<Entry>> use) {
    logReader.read(from, to, visitor, use);
  }

  // Turns.

  private void planTurn() {
    if (!turnPlanned) {
      turnPlanned = true;
      environment.scheduler().execute(() -> guarded(this::turn));
    }
  }

  private void turn() {
    turnPlanned = false;
    if (underWay) {
      return;
    }
    if (copy == null) {
      loadIfWanted();
    } else {
      receiveVisitors();
      append();
    }
    if (!underWay) {
      if (!visitors.isEmpty() && copy != null) {
        planTurn();
      }
      retirement.settle(copy);
    }
  }

  /** The work under way is over. */
  private void resume() {
    underWay = false;
    turn();
  }

  private void receiveVisitors() {
    int most = Math.max(1, Math.min(VISITORS_A_TURN, UNITS_A_TURN / (copy.length() + 1)));
    for (int i = 0; i < most && !visitors.isEmpty(); i++) {
      visitors.poll().visit(this, copy);
    }
  }

  private boolean isIdle() {
    return !underWay
        && logReader.isIdle()
        && audience.isEmpty()
        && visitors.isEmpty()
        && queue.isEmpty();
  }

  // Loading.

  private void loadIfWanted() {
    if (isIdle()) {
      return;
    }
    if (retirement.isClosing()) {
      turnAllAway(ErrorCode.RATE, "this server is going away", NackCode.BUSY);
      return;
    }
    underWay = true;
    Optional<DocumentType> create =
        visitors.stream().flatMap(visitor -> visitor.create().stream()).findFirst();
    onLoop(Loading.load(id, create, environment), this::loaded, this::notLoaded);
  }

  private void loaded(Optional<StoredDocument> stored) {
    if (stored.isEmpty()) {
      audience.dismissAll();
      // Who came while it was looked for may want it made: that is done in the next turn.
      List<Visitor> wanting =
          visitors.stream().filter(visitor -> visitor.create().isPresent()).toList();
      visitors.removeAll(wanting);
      turnAllAway(ErrorCode.NOT_FOUND, "there is no document " + id, NackCode.STALE);
      visitors.addAll(wanting);
    } else {
      copy = WorkingCopy.of(stored.get(), environment.limits());
      delivery.begin(copy);
      audience.moveTo(copy, this::drained);
    }
    resume();
  }

  private void notLoaded(Throwable failure) {
    StorageFailure.log(LOG, "cannot go on with document " + id, failure);
    copy = null;
    underWay = true;
    turnAllAway(ErrorCode.INTERNAL, "the document cannot be read", NackCode.STORAGE);
    environment.scheduler().after(LOAD_AGAIN_MILLIS, this::resume);
  }

  private void turnAllAway(ErrorCode code, String message, NackCode nack) {
    List<Visitor> all = List.copyOf(visitors);
    visitors.clear();
    all.forEach(visitor -> visitor.turnAway(code, message));
    delivery.refuseAll(queue.drain(), nack, message);
  }

  // Appending.

  private void append() {
    int most = Math.min(environment.limits().maxBatchEntries(), delivery.untilHash(copy.head()));
    Batch batch = Batch.stage(copy, queue, most);
    recollection.await(batch.distant(), this, copy);
    if (batch.poison().isPresent()) {
      isolate(batch, batch.poison().get());
      return;
    }
    if (batch.isEmpty()) {
      delivery.refuse(batch);
      return;
    }
    underWay = true;
    onLoop(
        environment.log().append(id, copy.lineage(), copy.head(), copy.staged()),
        result -> appended(batch, result),
        failure -> notAppended(batch, failure));
  }

  private void appended(Batch batch, AppendResult result) {
    if (result instanceof AppendResult.Stored) {
      List<Entry> entries = copy.staged();
      copy.commit();
      delivery.steps(copy, entries);
      delivery.refuse(batch);
      retirement.grown(copy);
    } else if (result instanceof AppendResult.Missed missed) {
      copy.rollback();
      copy.learn(missed.entries());
      delivery.steps(copy, missed.entries());
      queue.putBack(batch.taken());
    } else {
      copy = null;
      audience.dismissAll();
      delivery.refuseAll(batch.taken(), NackCode.BUSY, "the document is being read again");
    }
    resume();
  }

  /** One edit met a bug. It is refused, and a fresh copy goes on with the others. */
  private void isolate(Batch batch, Batch.Poison poison) {
    LOG.log(Level.SEVERE, "an edit of document " + id + " met a bug", poison.bug());
    delivery.refuse(poison.queued(), NackCode.INVALID, "this operation cannot be handled");
    copy = null;
    queue.putBack(batch.taken());
    planTurn();
  }

  /**
   * Nobody knows what the log holds now, so the copy goes, and what is in the log is read again.
   */
  private void notAppended(Batch batch, Throwable failure) {
    StorageFailure.log(LOG, "cannot append to document " + id, failure);
    copy = null;
    queue.putBack(batch.taken());
    delivery.refuseAll(queue.drain(), StorageFailure.nackCode(failure), "it could not be stored");
    resume();
  }

  /** Goes on here when {@code future}, which is what is under way, is complete. */
  private <T> void onLoop(Future<T> future, Consumer<T> success, Consumer<Throwable> failure) {
    future.onComplete(
        result ->
            environment
                .scheduler()
                .execute(
                    () -> {
                      if (result.failed()) {
                        failure.accept(result.cause());
                      } else {
                        guarded(() -> success.accept(result.result()));
                      }
                    }));
  }

  /** A bug ends like a failed load: it costs this document a second, and no other anything. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException bug) {
      notLoaded(bug);
    }
  }
}
