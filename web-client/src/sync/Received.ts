import type { Operation } from "../ot/index";
import type { ClientState } from "./ClientState";

/**
 * The usual answer: `state` goes on from here, and `apply` is what to do to the local document,
 * null for an acknowledgement.
 */
export interface Advanced {
  readonly kind: "advanced";
  readonly state: ClientState;
  readonly apply: Operation | null;
}

/**
 * The log does not say what this client believes. Nothing has changed; the client keeps what it has
 * not sent, and opens the document afresh.
 */
export interface Violation {
  readonly kind: "violation";
  readonly reason: ViolationReason;
  readonly message: string;
}

export type ViolationReason =
  /** The log holds an entry in this outbox's name that is not the one in flight. */
  | "ANOTHER_WRITER"
  /** The entry in flight came back with another operation than the one that was sent. */
  | "OTHER_OPERATION"
  /** A step does not apply to the document as this client knows it. */
  | "DOES_NOT_FIT";

/** What a client does with what it received. */
export type Received = Advanced | Violation;

export function advanced(state: ClientState, apply: Operation | null): Advanced {
  return { kind: "advanced", state, apply };
}

export function violation(reason: ViolationReason, message: string): Violation {
  return { kind: "violation", reason, message };
}
