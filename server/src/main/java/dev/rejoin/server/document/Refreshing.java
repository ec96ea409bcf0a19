package dev.rejoin.server.document;

import dev.rejoin.server.protocol.ErrorCode;

/** Brings a seat that is behind up to the head, with a fold. */
final class Refreshing implements Visitor {

  private final Seat seat;
  private final Delivery delivery;
  private final CatchUp catchUp;

  Refreshing(Seat seat, Delivery delivery) {
    this.seat = seat;
    this.delivery = delivery;
    this.catchUp = new CatchUp(seat.participant().site(), seat.revision);
  }

  @Override
  public void visit(DocumentLoop loop, WorkingCopy copy) {
    if (seat.isLeft()) {
      return;
    }
    if (seat.revision < copy.floor() || catchUp.isTooMuch()) {
      seat.catchingUp = false;
      seat.dismiss();
      return;
    }
    if (!catchUp.isNear(copy)) {
      catchUp.readOn(loop, copy, this);
      return;
    }
    seat.catchingUp = false;
    if (seat.participant().hasRoom()) {
      delivery.refresh(seat, copy, catchUp.finish(copy));
    }
  }

  @Override
  public void turnAway(ErrorCode code, String message) {
    seat.catchingUp = false;
    seat.dismiss();
  }
}
