import type { DeviceStorage } from "../store/index";
import type { HttpWay } from "./HttpWay";
import type { Reviewer } from "./Reviewer";

/** What became of one outbox. */
export interface PushedOutbox {
  readonly doc: string;
  /** How many unsent edits it had. */
  readonly edits: number;
  /** `pushed`, or the code of what is in the way. */
  readonly outcome: string;
}

export interface PushReport {
  /** The server has them now. */
  readonly pushed: readonly PushedOutbox[];
  /** They wait for a person: refused for good, held for a review, or open in a tab that sends them. */
  readonly left: readonly PushedOutbox[];
  /** No answer, or one that says: later. Worth another attempt. */
  readonly failed: readonly PushedOutbox[];
}

export interface PushOptions {
  /** Only the outboxes of this document. */
  readonly doc?: string;
  readonly reviewer?: Reviewer;
}

/**
 * Brings what this device has not sent to the server, without an editor and without a socket: from a
 * list of documents, from a service worker. Outboxes that a tab has open are left to it.
 */
export function pushOutboxes(
  storage: Pick<DeviceStorage, "outboxes">,
  way: HttpWay,
  options: PushOptions = {},
): Promise<PushReport> {
  return Promise.reject(new Error(`not built: ${[storage, way, options].length}`));
}
