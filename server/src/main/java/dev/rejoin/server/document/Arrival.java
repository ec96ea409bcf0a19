package dev.rejoin.server.document;

import dev.rejoin.ot.sync.Entry;
import dev.rejoin.server.protocol.EntryName;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.Person;
import dev.rejoin.server.protocol.ResetReason;
import dev.rejoin.server.protocol.ResumePoint;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import java.util.List;
import java.util.Optional;

/**
 * Brings somebody up to date who comes to a document: with nothing, and gets all of it; or with
 * what they have, and gets what they missed. Where memory does not reach back, the log is read, and
 * the visitor comes again.
 */
final class Arrival {

  private final String receiver;
  private final Optional<ResumePoint> resume;
  private final CatchUp catchUp;
  private Optional<EntryName> nameInLog = Optional.empty();
  private List<Entry> unheard = List.of();

  /** Whether the log has nothing more than was read of it. */
  private boolean atEnd;

  /**
   * @param receiver the public name of the outbox that comes
   * @param resume where it stands, if it has the document already
   */
  Arrival(String receiver, Optional<ResumePoint> resume) {
    this.receiver = receiver;
    this.resume = resume;
    this.catchUp = new CatchUp(receiver, resume.map(ResumePoint::revision).orElse(0L));
  }

  /** Whether {@link #objection} can be told; if not, what is missing is being read. */
  boolean isKnown(DocumentLoop loop, WorkingCopy copy, Visitor visitor) {
    loop.learn(unheard);
    if (mayBeBehind(loop, copy) && !atEnd) {
      loop.read(copy.head(), Long.MAX_VALUE, visitor, this::takeUnheard);
      return false;
    }
    if (resume.isEmpty()
        || resume.get().revision() == 0
        || copy.objection(resume.get()).isPresent()) {
      return true;
    }
    long revision = resume.get().revision();
    if (copy.nameAt(revision).or(() -> nameInLog).isPresent()) {
      return true;
    }
    loop.read(
        revision - 1,
        revision,
        visitor,
        entries -> nameInLog = Optional.of(WorkingCopy.nameOf(entries.get(0))));
    return false;
  }

  private void takeUnheard(List<Entry> entries) {
    unheard = entries;
    atEnd = entries.isEmpty();
  }

  /**
   * Whether another node may have stored something that this one has not heard of. Then a client
   * that has seen more would be told that it has diverged; and one whose operation in flight is
   * stored, that it is not: it would freeze it anew under a name that is taken.
   */
  private boolean mayBeBehind(DocumentLoop loop, WorkingCopy copy) {
    return loop.isLogShared() && resume.isPresent() && copy.damage().isEmpty();
  }

  /** Why this client cannot go on from where it stands, if it cannot. */
  Optional<ResetReason> objection(WorkingCopy copy) {
    if (resume.isEmpty()) {
      return Optional.empty();
    }
    ResumePoint point = resume.get();
    return copy.objection(point)
        .or(
            () ->
                copy.nameAt(point.revision()).or(() -> nameInLog).equals(point.check())
                    ? Optional.empty()
                    : Optional.of(ResetReason.DIVERGED));
  }

  /** What brings the client to the head; empty while something that is missing is being read. */
  Optional<OpenedBody> body(DocumentLoop loop, WorkingCopy copy, Visitor visitor) {
    if (!isKnown(loop, copy, visitor)) {
      return Optional.empty();
    }
    Optional<ResetReason> objection = objection(copy);
    if (resume.isPresent() && objection.isEmpty() && catchUp.isTooMuch()) {
      objection = Optional.of(ResetReason.COMPACTED);
    }
    if (resume.isEmpty() || objection.isPresent()) {
      return Optional.of(new OpenedBody.Whole(copy.content(), objection));
    }
    if (!catchUp.isNear(copy)) {
      catchUp.readOn(loop, copy, visitor);
      return Optional.empty();
    }
    return Optional.of(new OpenedBody.Missed(resume.get().revision(), catchUp.finish(copy)));
  }

  /** The whole answer. */
  Opened answer(WorkingCopy copy, List<Person> people, OpenedBody body) {
    return new Opened(
        copy.id(),
        copy.type(),
        receiver,
        copy.access(),
        copy.lineage(),
        copy.head(),
        copy.lastName(),
        copy.lastSequence(receiver),
        copy.floor(),
        people,
        body);
  }
}
