import type { Operation } from "../ot/index";
import type { AwaitingAck } from "./AwaitingAck";
import type { AwaitingAckWithBuffer } from "./AwaitingAckWithBuffer";
import type { Frozen } from "./Frozen";
import type { Advanced } from "./Received";
import type { Synchronized } from "./Synchronized";

/**
 * What one outbox knows of one document: immutable, and pure. Every local edit and every step of the
 * log makes the next state (see `receive`, `resume` and `rebase`).
 *
 * Whoever holds the state sends `inFlight` whenever it is one that this connection has not sent yet.
 * That one rule covers the first sending, the next after an acknowledgement, and sending again after
 * a reconnect.
 */
export interface ClientStateBase {
  /** The public name of this outbox. */
  readonly site: string;
  /** The last revision of the log that this client has taken in. */
  readonly revision: number;
  /** How many operations of this outbox are known to be in the log. */
  readonly lastSequence: number;
  /** The operation to send, the same to the letter until it is acknowledged. */
  readonly inFlight: Frozen | null;
  /** All that the log lacks, as one operation on the document at `revision`. */
  readonly pending: Operation | null;
  /** How many edits the log lacks, for people to read. */
  readonly pendingEdits: number;

  /** After a local edit, which the local document has already. */
  edit(edit: Operation): ClientState;
  /** After entries of others: `count` of them, composed. Throws if they do not fit. */
  applyOthers(count: number, operation: Operation): Advanced;
  /** After the entry of the operation in flight. Throws if nothing is in flight. */
  acknowledge(): ClientState;
}

export type ClientState = Synchronized | AwaitingAck | AwaitingAckWithBuffer;
