import type { DeviceStorage } from "../store/index";
import type { HttpWay } from "./HttpWay";
import { OutboxPush, type PushEnd } from "./OutboxPush";
import { chosenPolicy, holdsUnseen } from "./reunion/ReviewPolicy";

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
  readonly doc?: string | undefined;
}

/**
 * Brings what this device has not sent to the server, without an editor and without a socket: from a
 * list of documents, from a service worker. Outboxes that a tab has open are left to it.
 *
 * It may be killed at any line, and may meet tabs that open the same documents meanwhile: see
 * OutboxPush. Edits that their author wants to see first (see ReviewPolicy) are left where they are.
 * Rejected with a StorageFault if what is kept cannot be read.
 */
export async function pushOutboxes(
  storage: Pick<DeviceStorage, "outboxes" | "settings">,
  way: HttpWay,
  { doc }: PushOptions = {},
): Promise<PushReport> {
  const report = {
    pushed: [] as PushedOutbox[],
    left: [] as PushedOutbox[],
    failed: [] as PushedOutbox[],
  };
  const holds = holdsUnseen((await chosenPolicy(storage.settings)) ?? "automatic");
  let reachable = true;
  for (const { client, doc: each, unsentEdits: edits } of await storage.outboxes.unsent(doc)) {
    const push = new OutboxPush(storage.outboxes, way, { client, doc: each }, holds);
    const end: PushEnd = reachable ? await push.run() : UNREACHABLE;
    reachable &&= end.code !== UNREACHABLE.code;
    report[end.fate].push({ doc: each, edits, outcome: end.code });
  }
  return report;
}

/** Who did not answer about one document does not answer about the next. */
const UNREACHABLE: PushEnd = { fate: "failed", code: "unreachable" };
