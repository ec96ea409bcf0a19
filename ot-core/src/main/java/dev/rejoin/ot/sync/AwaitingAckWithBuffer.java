package dev.rejoin.ot.sync;

import dev.rejoin.ot.Operation;
import dev.rejoin.ot.Transformed;
import java.util.Objects;
import java.util.Optional;

/**
 * One operation is in flight, and more was typed since.
 *
 * @param frozen the operation as it is sent, on the revision where it was frozen
 * @param outstanding the same operation moved to {@code revision}: what the log will say it is
 * @param buffer what was typed since, on the document after {@code outstanding}
 */
public record AwaitingAckWithBuffer(
    String site, long revision, Frozen frozen, Operation outstanding, Buffer buffer)
    implements ClientState {

  public AwaitingAckWithBuffer {
    Objects.requireNonNull(site, "site");
    Objects.requireNonNull(frozen, "frozen");
    Objects.requireNonNull(outstanding, "outstanding");
    Objects.requireNonNull(buffer, "buffer");
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
    return Optional.of(outstanding.compose(buffer.toOperation()));
  }

  @Override
  public ClientState edit(Operation edit) {
    return new AwaitingAckWithBuffer(site, revision, frozen, outstanding, buffer.then(edit));
  }

  /**
   * Two diamonds, one below the other. The log was first in both.
   *
   * <pre>
   *                 operation
   *               •──────────►•
   *   outstanding │           │ outstanding of the next state
   *               ▼           ▼
   *               •──────────►•
   *        buffer │           │ buffer of the next state
   *               ▼           ▼
   *               •──────────►•
   *                   apply
   * </pre>
   */
  @Override
  public Received.Advanced applyOthers(int count, Operation operation) {
    Transformed upper = Operation.transform(operation, outstanding);
    Transformed lower = Operation.transform(upper.earlier(), buffer.toOperation());
    return new Received.Advanced(
        new AwaitingAckWithBuffer(
            site, revision + count, frozen, upper.later(), buffer.movedTo(lower.later())),
        Optional.of(lower.earlier()));
  }

  /** Only now is it decided what the next operation is: all of the buffer, frozen from here on. */
  @Override
  public ClientState acknowledge() {
    Operation next = buffer.toOperation();
    return new AwaitingAck(
        site, revision + 1, new Frozen(frozen.sequence() + 1, revision + 1, next), next);
  }

  @Override
  public ClientState refrozen() {
    return new AwaitingAckWithBuffer(
        site, revision, new Frozen(frozen.sequence(), revision, outstanding), outstanding, buffer);
  }
}
