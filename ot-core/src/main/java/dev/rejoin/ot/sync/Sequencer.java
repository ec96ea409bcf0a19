package dev.rejoin.ot.sync;

import dev.rejoin.ot.Document;
import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.InvalidOperationException;
import dev.rejoin.ot.Operation;
import dev.rejoin.ot.sync.Outcome.Accepted;
import dev.rejoin.ot.sync.Outcome.Duplicate;
import dev.rejoin.ot.sync.Outcome.NeedsHistory;
import dev.rejoin.ot.sync.Outcome.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the operations of one document their order. Pure, mutable, for one thread: storing and
 * sending are the caller's.
 *
 * <pre>
 *              submit … submit                  commit     the log took them
 *   stored ────────────────────► stored, staged ─────────► stored
 *     ▲                               │
 *     └───────────────────────────────┘ rollback           it did not: learn what it has, submit again
 * </pre>
 *
 * <p>What is staged is in {@link #document} already, so that the next submission meets it. A
 * submission that is not accepted leaves no trace.
 */
public final class Sequencer {
  private final Document document;
  private final Map<String, LastEntry> sites;
  private final History history;
  private final SequencerLimits limits;
  private final Batch batch = new Batch();
  private long floor;
  private long head;

  /**
   * @param document at revision {@code head}; belongs to this from now on
   * @param floor the lowest revision that an operation may apply to: the log has every entry after
   * @param sites the last entry of every site in the log
   * @param recent the end of the log, up to {@code head}; grows with every commit
   */
  public Sequencer(
      Document document,
      long head,
      long floor,
      Map<String, LastEntry> sites,
      FoldedLog recent,
      SequencerLimits limits) {
    if (recent.head() != head || floor > head) {
      throw new IllegalArgumentException(
          "document at " + head + ", log up to " + recent.head() + ", floor " + floor);
    }
    this.document = document;
    this.head = head;
    this.floor = floor;
    this.sites = new HashMap<>(sites);
    this.history = new History(recent, batch);
    this.limits = limits;
  }

  /** The last stored revision. */
  public long head() {
    return head;
  }

  /** The lowest revision that an operation may apply to. */
  public long floor() {
    return floor;
  }

  /** The log was trimmed. It never grows back, so a lower floor than before changes nothing. */
  public void raiseFloor(long revision) {
    if (revision > head) {
      throw new IllegalArgumentException("floor " + revision + " above the head, " + head);
    }
    floor = Math.max(floor, revision);
  }

  /** The document at the head, and with it what is staged. Not to be changed. */
  public Document document() {
    return document;
  }

  /** The last stored entry of a site. */
  public LastEntry lastEntry(String site) {
    return sites.getOrDefault(site, LastEntry.NONE);
  }

  /** What waits to be stored, in order. */
  public List<Entry> staged() {
    return batch.entries();
  }

  /** Decides on one operation; stages it if it is accepted. */
  public Outcome submit(Submission submission) {
    return submit(submission, Optional.empty());
  }

  /**
   * The same, for one that was told that it {@link NeedsHistory}.
   *
   * @param past what happened since the submission's revision, up to what is in memory, or up to
   *     its own entry. If memory has moved on beyond it meanwhile, the rest is asked for; if it is
   *     of more than the log holds, all of it
   */
  public Outcome submit(Submission submission, Optional<Past> past) {
    if (past.isPresent() && past.get().from() != submission.revision()) {
      throw new IllegalArgumentException(
          "the past of revision %d for an operation on %d"
              .formatted(past.get().from(), submission.revision()));
    }
    LastEntry last = batch.sites().getOrDefault(submission.site(), lastEntry(submission.site()));
    if (submission.sequence() == last.sequence()) {
      return again(submission, past.filter(known -> known.to() <= last.revision()), last);
    }
    Optional<Refused> broken = brokenRule(submission, last);
    if (broken.isPresent()) {
      return broken.get();
    }
    Optional<Past> held = past.filter(known -> known.to() <= head);
    long known = held.map(Past::to).orElse(submission.revision());
    if (!history.covers(known)) {
      return new NeedsHistory(known, history.from());
    }
    try {
      return stage(submission, held);
    } catch (InvalidOperationException invalid) {
      return Refusals.broken(invalid);
    }
  }

  /** The log took what was staged. */
  public void commit() {
    List<Entry> entries = batch.entries();
    sites.putAll(batch.sites());
    batch.clear();
    entries.forEach(history::store);
    head = history.head();
  }

  /** The log did not take what was staged: undoes it. */
  public void rollback() {
    batch.inverses().forEach(document::apply);
    batch.clear();
  }

  /**
   * Takes in what another node stored after the head. Nothing may be staged.
   *
   * @throws InvalidOperationException if an entry does not apply; this sequencer is then useless
   */
  public void learn(List<Entry> entries) {
    if (!batch.isEmpty()) {
      throw new IllegalStateException(batch.size() + " entries are staged");
    }
    for (Entry entry : entries) {
      if (entry.revision() != head + 1) {
        throw new IllegalArgumentException(
            "entry " + entry.revision() + " does not follow revision " + head);
      }
      document.apply(entry.operation());
      history.store(entry);
      sites.put(entry.site(), new LastEntry(entry.sequence(), entry.revision()));
      head++;
    }
  }

  /**
   * The name of the last operation comes again. Whether it is the same operation is found by doing
   * again what was done then: the folding law says that it comes out the same, to the letter.
   */
  private Outcome again(Submission submission, Optional<Past> past, LastEntry last) {
    long revision = submission.revision();
    long known = past.map(Past::to).orElse(revision);
    Refused other = Refusals.otherOperation(submission, last);
    if (revision >= last.revision()) {
      return other;
    }
    Duplicate duplicate = new Duplicate(last.revision());
    if (revision < floor) {
      return duplicate;
    }
    // Its own entry may be staged, and with it those up to its revision: no log has them yet.
    if (known < Math.min(history.from(), last.revision())) {
      return new NeedsHistory(known, Math.min(history.from(), last.revision()));
    }
    try {
      return isStored(submission.operation(), revision, past, last) ? duplicate : other;
    } catch (InvalidOperationException doesNotFit) {
      return other;
    }
  }

  private boolean isStored(
      Operation operation, long revision, Optional<Past> past, LastEntry last) {
    if (past.isPresent() && past.get().to() == last.revision()) {
      Past own = past.get();
      return own.movedBehindBefore(operation).equals(own.last().operation());
    }
    Operation known = past.map(before -> before.movedBehindAll(operation)).orElse(operation);
    return history
        .moved(known, past.map(Past::to).orElse(revision), last.revision() - 1)
        .equals(history.operation(last.revision()));
  }

  /** The rules that need no history, in the order of the protocol. */
  private Optional<Refused> brokenRule(Submission submission, LastEntry last) {
    long revision = submission.revision();
    int weight = submission.operation().weight();
    if (submission.sequence() < last.sequence()) {
      return Optional.of(Refusals.pastSequence(submission, last));
    }
    if (submission.sequence() > last.sequence() + 1) {
      return Optional.of(Refusals.gap(submission, last));
    }
    if (weight > limits.maxOperationWeight()) {
      return Optional.of(Refusals.tooLarge(weight, limits.maxOperationWeight()));
    }
    if (document.type() == DocumentType.TEXT && !submission.operation().isPlain()) {
      return Optional.of(Refusals.notPlain());
    }
    if (revision > head) {
      return Optional.of(Refusals.future(revision, head));
    }
    if (revision < floor) {
      return Optional.of(Refusals.belowFloor(revision, floor));
    }
    if (revision < last.revision()) {
      return Optional.of(Refusals.beforeOwn(revision, last));
    }
    return Optional.empty();
  }

  /**
   * Moves the operation behind the log and checks it there. Surrogate pairs too: an operation that
   * splits one splits it still after any move, unless somebody has deleted the pair meanwhile.
   */
  private Outcome stage(Submission submission, Optional<Past> past) {
    Operation operation = submission.operation();
    int length = past.map(Past::baseLength).orElseGet(() -> lengthAt(submission.revision()));
    if (operation.baseLength() != length) {
      throw InvalidOperationException.baseLength(operation.baseLength(), length);
    }
    Operation known = past.map(before -> before.movedBehindAll(operation)).orElse(operation);
    Operation moved = history.moved(known, past.map(Past::to).orElse(submission.revision()));
    document.check(moved);
    int longer = moved.targetLength();
    if (longer > moved.baseLength() && longer > limits.maxDocumentLength()) {
      return Refusals.full(longer, limits.maxDocumentLength());
    }
    Entry entry =
        new Entry(
            history.head() + 1,
            submission.site(),
            submission.sequence(),
            submission.user(),
            submission.at(),
            moved);
    Operation inverse = moved.invert(document);
    document.apply(moved);
    batch.add(entry, inverse);
    return new Accepted(entry);
  }

  private int lengthAt(long revision) {
    return revision == history.head()
        ? document.length()
        : history.operation(revision + 1).baseLength();
  }
}
