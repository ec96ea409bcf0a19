package dev.rejoin.server.document;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.protocol.OpenedBody;
import dev.rejoin.server.protocol.ResumePoint;
import java.util.Optional;

/**
 * Somebody opens a document, to stay. The answer and the taking of the seat are one step, so that
 * the next message continues exactly where the answer ends.
 */
final class Opening implements Visitor {

  private final Seat seat;
  private final Optional<DocumentType> create;
  private final Arrival arrival;

  Opening(Seat seat, Optional<DocumentType> create, Optional<ResumePoint> resume) {
    this.seat = seat;
    this.create = create;
    this.arrival = new Arrival(seat.participant().site(), resume);
  }

  @Override
  public Optional<DocumentType> create() {
    return create;
  }

  @Override
  public void visit(DocumentLoop loop, WorkingCopy copy) {
    if (!seat.isLeft()) {
      arrival.body(loop, copy, this).ifPresent(body -> enter(loop, copy, body));
    }
  }

  private void enter(DocumentLoop loop, WorkingCopy copy, OpenedBody body) {
    seat.participant().deliver(EncodedMessage.of(arrival.answer(copy, loop.people(), body)));
    loop.join(seat);
  }

  @Override
  public void turnAway(ErrorCode code, String message) {
    seat.participant().refused(code, message);
  }
}
