package dev.rejoin.server.document;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.server.protocol.Access;
import dev.rejoin.server.protocol.EntryName;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ResetReason;
import dev.rejoin.server.protocol.ResumePoint;
import dev.rejoin.server.protocol.ServerMessage.Opened;
import java.util.Optional;

/**
 * Somebody opens a document: with nothing, and gets all of it; or with what they have, and gets
 * what they missed. The answer and the taking of the seat are one step, so that the next message
 * continues exactly where the answer ends.
 */
final class Opening implements Visitor {

  private final Seat seat;
  private final Optional<DocumentType> create;
  private final Optional<ResumePoint> resume;
  private final CatchUp catchUp;
  private Optional<EntryName> nameInLog = Optional.empty();

  Opening(Seat seat, Optional<DocumentType> create, Optional<ResumePoint> resume) {
    this.seat = seat;
    this.create = create;
    this.resume = resume;
    this.catchUp =
        new CatchUp(seat.participant().site(), resume.map(ResumePoint::revision).orElse(0L));
  }

  @Override
  public Optional<DocumentType> create() {
    return create;
  }

  @Override
  public void visit(DocumentLoop loop, WorkingCopy copy) {
    if (seat.isLeft()) {
      return;
    }
    if (resume.isEmpty()) {
      answer(loop, copy, whole(copy, Optional.empty()));
      return;
    }
    Optional<ResetReason> objection = copy.objection(resume.get());
    if (objection.isPresent()) {
      answer(loop, copy, whole(copy, objection));
    } else {
      goOn(loop, copy, resume.get());
    }
  }

  private void goOn(DocumentLoop loop, WorkingCopy copy, ResumePoint point) {
    Optional<EntryName> name = copy.nameAt(point.revision()).or(() -> nameInLog);
    if (name.isEmpty() && point.revision() > 0) {
      loop.read(
          point.revision() - 1,
          point.revision(),
          this,
          entries -> nameInLog = Optional.of(WorkingCopy.nameOf(entries.get(0))));
    } else if (!name.equals(point.check())) {
      answer(loop, copy, whole(copy, Optional.of(ResetReason.DIVERGED)));
    } else if (!catchUp.isNear(copy)) {
      catchUp.readOn(loop, copy, this);
    } else {
      answer(loop, copy, new OpenedBody.Missed(point.revision(), catchUp.finish(copy)));
    }
  }

  private static OpenedBody whole(WorkingCopy copy, Optional<ResetReason> reason) {
    return new OpenedBody.Whole(copy.content(), reason);
  }

  private void answer(DocumentLoop loop, WorkingCopy copy, OpenedBody body) {
    Participant participant = seat.participant();
    Opened opened =
        new Opened(
            copy.id(),
            copy.type(),
            participant.site(),
            Access.WRITE,
            copy.lineage(),
            copy.head(),
            copy.lastName(),
            copy.lastSequence(participant.site()),
            loop.people(),
            body);
    participant.deliver(EncodedMessage.of(opened));
    loop.join(seat);
  }

  @Override
  public void turnAway(ErrorCode code, String message) {
    seat.participant().refused(code, message);
  }
}
