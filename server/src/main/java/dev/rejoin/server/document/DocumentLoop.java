package dev.rejoin.server.document;

import dev.rejoin.ot.Selection;
import dev.rejoin.ot.sync.Entry;
import dev.rejoin.ot.sync.Frozen;
import dev.rejoin.ot.sync.Submission;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.protocol.NackCode;
import dev.rejoin.server.protocol.Person;
import dev.rejoin.server.protocol.User;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The life of one document in memory.
 *
 * <pre>
 *                    ┌───────────────────── turn ◄──────────────────────┐
 *                    ▼                                                  │
 *   no copy ──► load ──► visitors ──► stage what waits ──► append ──► stored: commit, deliver
 *      ▲       Loader     Lobby         Batch             Appender ──► missed: learn, the same queue again
 *      └─────────────────────────────────────────────────────┴──────► failed: throw the copy away
 * </pre>
 *
 * <p>{@link Turns} says when; everything here happens on the document's event loop.
 */
final class DocumentLoop {

  private final String id;
  private final Environment environment;
  private final Audience audience = new Audience();
  private final Lobby lobby = new Lobby();
  private final SubmissionQueue queue;
  private final Presence presence;
  private final Delivery delivery;
  private final LogReader logReader;
  private final Turns turns;
  private final Loader loader;
  private final Appender appender;
  private final Retirement retirement;

  /** Null while there is none, or while it is read. */
  private WorkingCopy copy;

  /** Of the last copy; empty before the first one. */
  private String lineage = "";

  DocumentLoop(String id, Environment environment, Consumer<DocumentLoop> forget) {
    this.id = id;
    this.environment = environment;
    this.queue = SubmissionQueue.of(environment.limits());
    this.presence = new Presence(id, environment.scheduler(), audience);
    this.delivery = new Delivery(id, audience, presence);
    this.turns = new Turns(environment.scheduler(), this::turn, this::metBug);
    this.logReader = new LogReader(id, environment, this::visit, this::raiseFloor, turns::plan);
    this.loader = new Loader(id, environment, lobby, queue, delivery);
    this.appender = new Appender(id, environment, queue, delivery);
    this.retirement = new Retirement(id, environment, this::isIdle, () -> forget.accept(this));
  }

  String id() {
    return id;
  }

  // What is asked of a document.

  /** Lets somebody in at the next quiet moment. */
  void visit(Visitor visitor) {
    lobby.add(visitor);
    turns.plan();
  }

  void submit(Author author, Frozen edit) {
    Submission submission =
        new Submission(
            author.site(),
            edit.sequence(),
            edit.revision(),
            edit.operation(),
            author.user(),
            environment.clock().millis());
    Queued queued = new Queued(author, submission);
    if (!retirement.isClosing() && queue.offer(queued)) {
      turns.plan();
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
    turns.plan();
  }

  /** Brings a seat up to date, if it is behind. */
  void drained(Seat seat) {
    if (seat.behind && !seat.catchingUp) {
      seat.catchingUp = true;
      visit(new Refreshing(seat, delivery));
    }
  }

  /**
   * The log was trimmed, or cannot be read further back than this. If that is more than this node
   * has seen of it, then what lies between can be had from nobody, and the copy is read anew.
   */
  void raiseFloor(long revision) {
    if (copy != null && revision <= copy.head()) {
      copy.raiseFloor(revision);
    } else if (copy != null && !turns.isUnderWay()) {
      letGoOfCopy();
      turns.plan();
    }
  }

  /** Takes in no more, and completes when all is stored and a snapshot is saved. */
  Future<Void> close() {
    turns.plan();
    return retirement.close();
  }

  /** Whether the log may hold more than what was read of it and appended to it here. */
  boolean isLogShared() {
    return environment.log().isShared();
  }

  /** Reads a stretch of the log for a visitor, who then comes again. */
  void read(long from, long to, Visitor visitor, Consumer<List<Entry>> use) {
    logReader.read(from, to, visitor, use);
  }

  // Turns.

  private void turn() {
    if (copy == null) {
      loadIfWanted();
    } else {
      lobby.receive(this, copy);
      appender.append(this, copy, turns);
    }
    if (!turns.isUnderWay()) {
      if (!lobby.isEmpty() && copy != null) {
        turns.plan();
      }
      retirement.settle(copy);
    }
  }

  private void loadIfWanted() {
    if (!isWanted()) {
      return;
    }
    if (retirement.isClosing()) {
      loader.turnAllAway(ErrorCode.RATE, "this server is going away", NackCode.BUSY);
    } else {
      loader.load(turns, this::begin, audience::dismissAll);
    }
  }

  private void begin(WorkingCopy read) {
    if (!lineage.equals(read.lineage())) {
      lineage = read.lineage();
      appender.refuseAll();
    }
    copy = read;
    delivery.begin(copy);
    audience.moveTo(copy, this::drained);
  }

  private boolean isIdle() {
    return !turns.isUnderWay() && logReader.isIdle() && !isWanted();
  }

  /** Whether a copy is needed now; who waits for the log needs one only when they come again. */
  private boolean isWanted() {
    return !(audience.isEmpty() && lobby.isEmpty() && queue.isEmpty());
  }

  /** Ends like a failed load: it costs this document a second, and no other anything. */
  private void metBug(RuntimeException bug) {
    letGoOfCopy();
    loader.failed(bug, turns);
  }

  /** Takes in what another node has stored, as far as this one lacks it. Nothing may be staged. */
  void learn(List<Entry> stored) {
    List<Entry> news = stored.stream().filter(entry -> entry.revision() > copy.head()).toList();
    if (!news.isEmpty()) {
      copy.learn(news);
      delivery.steps(copy, news);
    }
  }

  // What came of an append.

  /** The log grew by what was staged. */
  void grown() {
    retirement.grown(copy);
  }

  /** The copy is not to be trusted any more: the next turn reads it again. */
  void letGoOfCopy() {
    copy = null;
  }

  /** The document is not what it was: all who have it open start afresh. */
  void dismissAll() {
    letGoOfCopy();
    audience.dismissAll();
  }
}
