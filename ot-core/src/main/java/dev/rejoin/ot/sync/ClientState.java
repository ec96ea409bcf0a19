package dev.rejoin.ot.sync;

import dev.rejoin.ot.Operation;
import java.util.List;
import java.util.Optional;

/**
 * What one outbox knows of one document: immutable, and pure. Every local edit and every step of
 * the log makes the next state.
 *
 * <p>Whoever holds the state sends {@link #inFlight} whenever it is one that this connection has
 * not sent yet. That one rule covers the first sending, the next after an acknowledgement, and
 * sending again after a reconnect.
 */
public sealed interface ClientState permits Synchronized, AwaitingAck, AwaitingAckWithBuffer {

  /** The state after an answer with content. */
  static ClientState opened(String site, long revision, long lastSequence) {
    return new Synchronized(site, revision, lastSequence);
  }

  /** The public name of this outbox. */
  String site();

  /** The last revision of the log that this client has taken in. */
  long revision();

  /** The operation to send, the same to the letter until it is acknowledged. */
  Optional<Frozen> inFlight();

  /** All that the log lacks, as one operation on the document at {@link #revision}. */
  Optional<Operation> pending();

  /** How many operations of this outbox are known to be in the log. */
  long lastSequence();

  /**
   * After a local edit, which the local document has already.
   *
   * @throws IllegalArgumentException if it does not apply to the local document
   */
  ClientState edit(Operation edit);

  /**
   * After entries of others.
   *
   * @param count how many entries {@code operation} stands for
   * @throws dev.rejoin.ot.InvalidOperationException if it does not fit
   */
  Received.Advanced applyOthers(int count, Operation operation);

  /**
   * After the entry of the operation in flight.
   *
   * @throws IllegalStateException if nothing is in flight
   */
  ClientState acknowledge();

  /**
   * What is in flight, frozen anew on the present revision under its old name. For an operation
   * that was refused as {@link Refusal#STALE} though the log does not hold it: the log has been
   * trimmed beyond the revision that it was frozen on. By the folding law it is still the same
   * operation, and a late copy of its old form would be recognised.
   */
  ClientState refrozen();

  /** After one step of the log. */
  default Received receive(Step step) {
    return receive(List.of(step));
  }

  /** After several steps at once, at the price of about one transformation. */
  default Received receive(List<Step> steps) {
    return Reception.of(this, steps);
  }

  /**
   * After a reconnect: takes in the steps that were missed. What is in flight then goes out again
   * as it was.
   *
   * @param lastSequence how many operations of this outbox the log holds, as the server says
   */
  default Received resume(List<Step> steps, long lastSequence) {
    return Resume.of(this, steps, lastSequence);
  }

  /**
   * After a reconnect to a log that no longer reaches back to {@link #revision}: the difference
   * between what this client last knew and the new content stands for what it missed.
   *
   * @param revision of the new content
   * @param lastSequence how many operations of this outbox the log holds, as the server says
   * @param missed from the document at the old revision to the new content; but if {@code
   *     lastSequence} covers the operation in flight, from the old document with that operation in
   *     it
   */
  default Received rebase(long revision, long lastSequence, Operation missed) {
    return Rebase.of(this, revision, lastSequence, missed);
  }
}
