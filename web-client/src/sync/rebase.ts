import { InvalidOperationException, type Operation } from "../ot/index";
import { AwaitingAck } from "./AwaitingAck";
import { AwaitingAckWithBuffer } from "./AwaitingAckWithBuffer";
import type { ClientState } from "./ClientState";
import { anotherWriter } from "./receive";
import { advanced, violation, type Received } from "./Received";

/**
 * After a reconnect to a log that no longer reaches back to where this client stands: the difference
 * between what it last knew and the new content stands for what it missed. What is in flight is
 * frozen anew: its old form can no longer be taken by anyone, since its revision is below the floor.
 *
 * `revision` is that of the new content; `lastSequence` how many operations of this outbox the log
 * holds; `missed` leads from the old document to the new content, or, if `lastSequence` covers the
 * operation in flight, from the old document with that operation in it.
 */
export function rebase(
  state: ClientState,
  revision: number,
  lastSequence: number,
  missed: Operation,
): Received {
  const from = isStored(state, lastSequence) ? state.acknowledge() : state;
  if (from.lastSequence !== lastSequence) return anotherWriter(from, lastSequence);
  const jump = revision - from.revision;
  if (jump < 0) return violation("DOES_NOT_FIT", `from revision ${from.revision} to ${revision}`);
  try {
    const moved = from.applyOthers(jump, missed);
    return advanced(refrozen(moved.state), moved.apply);
  } catch (broken) {
    if (!(broken instanceof InvalidOperationException)) throw broken;
    return violation("DOES_NOT_FIT", broken.message);
  }
}

/** Whether the log holds the operation in flight. */
export function isStored(state: ClientState, lastSequence: number): boolean {
  return state.inFlight !== null && state.inFlight.sequence === lastSequence;
}

/**
 * What is in flight, frozen anew on the present revision under its old name. For an operation that
 * was refused as stale though the log does not hold it: the log has been cut back beyond the revision
 * that it was frozen on. By the folding law it is still the same operation, and a late copy of its
 * old form would be recognised.
 */
export function refrozen(state: ClientState): ClientState {
  if (state.inFlight === null) return state;
  const { site, revision, outstanding, buffer, pendingEdits } = state;
  const frozen = { sequence: state.lastSequence + 1, revision, operation: outstanding };
  if (buffer === null) return new AwaitingAck(site, revision, frozen, outstanding, pendingEdits);
  const edits = pendingEdits - buffer.edits;
  return new AwaitingAckWithBuffer(site, revision, frozen, outstanding, buffer, edits);
}
