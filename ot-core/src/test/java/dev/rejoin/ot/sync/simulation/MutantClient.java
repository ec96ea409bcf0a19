package dev.rejoin.ot.sync.simulation;

import dev.rejoin.ot.Operation;
import dev.rejoin.ot.Transformed;
import dev.rejoin.ot.sync.AwaitingAck;
import dev.rejoin.ot.sync.AwaitingAckWithBuffer;
import dev.rejoin.ot.sync.Buffer;
import dev.rejoin.ot.sync.ClientState;
import dev.rejoin.ot.sync.Frozen;
import dev.rejoin.ot.sync.Received;
import dev.rejoin.ot.sync.Step;
import java.util.List;
import java.util.Optional;

/** The transitions of a client: those of {@code ClientState}, unless a bug is planted. */
final class MutantClient {
  private MutantClient() {}

  static ClientState edit(Mutant mutant, ClientState state, Operation edit) {
    if (mutant == Mutant.CLIENT_TYPES_INTO_THE_FROZEN
        && state instanceof AwaitingAck awaiting
        && awaiting.frozen().revision() == awaiting.revision()) {
      Operation longer = awaiting.outstanding().compose(edit);
      Frozen frozen = new Frozen(awaiting.frozen().sequence(), awaiting.revision(), longer);
      return new AwaitingAck(awaiting.site(), awaiting.revision(), frozen, longer);
    }
    return state.edit(edit);
  }

  static ClientState cut(Mutant mutant, ClientState state) {
    if (mutant == Mutant.CLIENT_FORGETS_THE_FROZEN && state.inFlight().isPresent()) {
      return state.acknowledge();
    }
    if (mutant == Mutant.CLIENT_RENAMES && state instanceof AwaitingAck awaiting) {
      Frozen frozen = awaiting.frozen();
      return new AwaitingAck(
          awaiting.site(),
          awaiting.revision(),
          new Frozen(frozen.sequence() + 1, frozen.revision(), frozen.operation()),
          awaiting.outstanding());
    }
    return state;
  }

  static Received receive(Mutant mutant, ClientState state, List<Step> steps) {
    if (steps.size() == 1 && steps.get(0) instanceof Step.Folded folded) {
      if (mutant == Mutant.CLIENT_COUNTS_A_FOLD_AS_ONE) {
        return state.receive(new Step.Folded(1, folded.operation()));
      }
      if (mutant == Mutant.CLIENT_TURNS_THE_TIE && state instanceof AwaitingAck awaiting) {
        return turned(awaiting, folded);
      }
      if (mutant == Mutant.CLIENT_TURNS_THE_TIE_OF_ITS_BUFFER
          && state instanceof AwaitingAckWithBuffer awaiting) {
        return bufferTurned(awaiting, folded);
      }
    }
    return state.receive(steps);
  }

  private static Received turned(AwaitingAck state, Step.Folded folded) {
    Transformed diamond = Operation.transform(state.outstanding(), folded.operation());
    return new Received.Advanced(
        new AwaitingAck(
            state.site(), state.revision() + folded.count(), state.frozen(), diamond.earlier()),
        Optional.of(diamond.later()));
  }

  private static Received bufferTurned(AwaitingAckWithBuffer state, Step.Folded folded) {
    Transformed upper = Operation.transform(folded.operation(), state.outstanding());
    Transformed lower = Operation.transform(state.buffer().toOperation(), upper.earlier());
    return new Received.Advanced(
        new AwaitingAckWithBuffer(
            state.site(),
            state.revision() + folded.count(),
            state.frozen(),
            upper.later(),
            Buffer.of(lower.earlier())),
        Optional.of(lower.later()));
  }

  static Operation outstanding(ClientState state) {
    return state instanceof AwaitingAck awaiting
        ? awaiting.outstanding()
        : ((AwaitingAckWithBuffer) state).outstanding();
  }
}
