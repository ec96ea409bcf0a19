package dev.rejoin.ot.sync;

import dev.rejoin.ot.Operation;
import java.util.Objects;
import java.util.Optional;

/**
 * Nothing is in flight: the local document is the log's document at this revision.
 *
 * @param lastSequence how many operations of this outbox the log holds
 */
public record Synchronized(String site, long revision, long lastSequence) implements ClientState {

  public Synchronized {
    Objects.requireNonNull(site, "site");
    new LastEntry(lastSequence, revision);
  }

  @Override
  public Optional<Frozen> inFlight() {
    return Optional.empty();
  }

  @Override
  public Optional<Operation> pending() {
    return Optional.empty();
  }

  @Override
  public ClientState edit(Operation edit) {
    return new AwaitingAck(site, revision, new Frozen(lastSequence + 1, revision, edit), edit);
  }

  @Override
  public Received.Advanced applyOthers(int count, Operation operation) {
    return new Received.Advanced(
        new Synchronized(site, revision + count, lastSequence), Optional.of(operation));
  }

  @Override
  public ClientState acknowledge() {
    throw new IllegalStateException("an acknowledgement, and nothing is in flight");
  }

  @Override
  public ClientState refrozen() {
    return this;
  }
}
