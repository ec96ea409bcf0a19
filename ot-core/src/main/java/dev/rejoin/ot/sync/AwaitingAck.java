package dev.rejoin.ot.sync;

import dev.rejoin.ot.Operation;
import dev.rejoin.ot.Transformed;
import java.util.Objects;
import java.util.Optional;

/**
 * One operation is in flight, and nothing was typed since.
 *
 * @param frozen the operation as it is sent, on the revision where it was frozen
 * @param outstanding the same operation moved to {@code revision}: what the log will say it is
 */
public record AwaitingAck(String site, long revision, Frozen frozen, Operation outstanding)
    implements ClientState {

  public AwaitingAck {
    Objects.requireNonNull(site, "site");
    Objects.requireNonNull(frozen, "frozen");
    Objects.requireNonNull(outstanding, "outstanding");
  }

  @Override
  public long lastSequence() {
    return frozen.sequence() - 1;
  }

  @Override
  public Optional<Frozen> inFlight() {
    return Optional.of(frozen);
  }

  @Override
  public Optional<Operation> pending() {
    return Optional.of(outstanding);
  }

  @Override
  public ClientState edit(Operation edit) {
    Buffer.requireFits(edit, outstanding.targetLength());
    return new AwaitingAckWithBuffer(site, revision, frozen, outstanding, Buffer.of(edit));
  }

  /**
   * The log was first: what is outstanding is the later of the two.
   *
   * <pre>
   *                 operation
   *               •──────────►•
   *   outstanding │           │ outstanding of the next state
   *               ▼           ▼
   *               •──────────►•
   *                   apply
   * </pre>
   */
  @Override
  public Received.Advanced applyOthers(int count, Operation operation) {
    Transformed diamond = Operation.transform(operation, outstanding);
    return new Received.Advanced(
        new AwaitingAck(site, revision + count, frozen, diamond.later()),
        Optional.of(diamond.earlier()));
  }

  @Override
  public ClientState acknowledge() {
    return new Synchronized(site, revision + 1, frozen.sequence());
  }

  @Override
  public ClientState refrozen() {
    return new AwaitingAck(
        site, revision, new Frozen(frozen.sequence(), revision, outstanding), outstanding);
  }
}
