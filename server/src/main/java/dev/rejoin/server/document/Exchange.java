package dev.rejoin.server.document;

import dev.rejoin.ot.DocumentType;
import dev.rejoin.ot.sync.Frozen;
import dev.rejoin.server.protocol.ErrorCode;
import dev.rejoin.server.protocol.ServerMessage.Nack;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Optional;

/**
 * An outbox comes by, hands in at most one edit, is told what it missed, and goes: an opening and
 * an edit for whom cannot stay.
 *
 * <pre>
 *   visit: may it go on from where it stands? ──► no ──────────────► answer: all of it, and why
 *             │ yes, and it has an edit
 *             ▼
 *   submitted ──► taken ──► visit again: the steps up to the edit or further ──► answer
 *             └─► refused ──► nack
 * </pre>
 *
 * <p>Whether it may go on is asked before the edit is handed in, because an edit of another log
 * could happen to fit into this one.
 */
final class Exchange implements Visitor, Author {

  private final ExchangeOrder order;
  private final Arrival arrival;
  private final Promise<Exchanged> promise;

  /** What is still to be handed in. */
  private Optional<Frozen> edit;

  /** Where it was handed in. */
  private DocumentLoop loop;

  Exchange(ExchangeOrder order, Promise<Exchanged> promise) {
    this.order = order;
    this.arrival = new Arrival(order.site(), order.resume());
    this.edit = order.edit();
    this.promise = promise;
  }

  @Override
  public Optional<DocumentType> create() {
    return order.create();
  }

  @Override
  public void visit(DocumentLoop at, WorkingCopy copy) {
    if (edit.isPresent() && !arrival.isKnown(at, copy, this)) {
      return;
    }
    if (edit.isPresent() && arrival.objection(copy).isEmpty()) {
      handIn(at, edit.get());
    } else {
      arrival
          .body(at, copy, this)
          .ifPresent(
              body ->
                  promise.tryComplete(
                      new Exchanged.UpToDate(arrival.answer(copy, List.of(), body))));
    }
  }

  private void handIn(DocumentLoop at, Frozen frozen) {
    edit = Optional.empty();
    loop = at;
    at.submit(this, frozen);
  }

  @Override
  public void turnAway(ErrorCode code, String message) {
    promise.tryFail(new RefusedException(code, message));
  }

  @Override
  public String site() {
    return order.site();
  }

  @Override
  public String user() {
    return order.user();
  }

  @Override
  public void taken() {
    loop.visit(this);
  }

  @Override
  public void refused(Nack nack) {
    promise.tryComplete(new Exchanged.NotTaken(nack));
  }
}
