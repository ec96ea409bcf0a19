import type { ConnectionStatus, SessionStatus, SyncStatus } from "./SessionStatus";
import type { Link } from "./Link";
import type { Participation } from "./Participation";

type Told = Pick<Participation, "phase" | "access" | "blocked" | "holding" | "lastError">;
type Way = Pick<Link, "status" | "nextRetryAt">;

/** What a person is told. Never ahead of the truth. */
export function sessionStatusOf(way: Way, told: Told): SessionStatus {
  const { access, lastError } = told;
  const { pendingEdits, isKept, unsentSince, trouble } = told.holding;
  return {
    connection: connectionStatus(way, told),
    sync: syncStatus(told),
    pending: pendingEdits ?? 0,
    keptOnDevice: isKept,
    access,
    unsentSince: pendingEdits === null || pendingEdits === 0 ? null : unsentSince,
    trouble,
    lastError,
  };
}

/** A socket is not enough: the document is to be open on it. */
function connectionStatus({ status, nextRetryAt }: Way, { phase }: Told): ConnectionStatus {
  if (phase === "relayed") return { state: "relayed", nextRetryAt };
  const opening = status.state === "online" && (phase === "loading" || phase === "opening");
  return opening ? { state: "connecting" } : status;
}

function syncStatus({ phase, access, blocked, holding }: Told): SyncStatus {
  const { pendingEdits, isHeld } = holding;
  if (blocked !== null) return { state: "blocked", why: blocked };
  if (pendingEdits === null) return { state: "loading" };
  if (pendingEdits === 0) return { state: "saved" };
  if (isHeld) return { state: "review" };
  const under = phase === "live" || phase === "relayed";
  return { state: under && access === "write" ? "saving" : "unsent" };
}

export function sameStatus(a: SessionStatus, b: SessionStatus): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
