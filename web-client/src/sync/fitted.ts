import { Buffer, divide, type Size } from "../ot/index";
import { AwaitingAck } from "./AwaitingAck";
import { AwaitingAckWithBuffer } from "./AwaitingAckWithBuffer";
import type { ClientState } from "./ClientState";

const DEFAULT_SIZE: Size = { bytes: 1 << 20, inserted: 1_000_000, components: 100_000 };
/** What a message takes beside its operation. */
const ENVELOPE_BYTES = 512;

/** How large an operation the server takes, by the limits that it named. */
export function operationSize(limits: ReadonlyMap<string, number>): Size {
  const { bytes, inserted, components } = DEFAULT_SIZE;
  return {
    bytes: (limits.get("maxMessageBytes") ?? bytes) - ENVELOPE_BYTES,
    inserted: limits.get("maxInsertLength") ?? inserted,
    components: limits.get("maxOperationComponents") ?? components,
  };
}

/**
 * Makes what is in flight small enough for the server, if it is not: the beginning of it is frozen
 * in its place, and the rest goes in front of the buffer. An operation that is too large was never
 * sent, so nothing that was sent changes by this.
 */
export function fitted(state: ClientState, size: Size): ClientState {
  if (state.inFlight === null || divide(state.inFlight.operation, size).length === 1) return state;
  const { site, revision, buffer, pendingEdits } = state;
  const [first, ...rest] = divide(state.outstanding, size);
  const inFlight = { ...state.inFlight, revision, operation: first };
  let later: Buffer | null = null;
  for (const part of rest) later = Buffer.after(later, part);
  if (buffer !== null) later = Buffer.after(later, buffer.toOperation());
  if (later === null) return new AwaitingAck(site, revision, inFlight, first, pendingEdits);
  const whole = Buffer.of(later.toOperation(), Math.max(1, pendingEdits - 1));
  return new AwaitingAckWithBuffer(site, revision, inFlight, first, whole);
}
