import type { ConnectionStatus, SessionStatus, SyncStatus } from "./SessionStatus";
import type { Participation } from "./Participation";

type Told = Pick<
  Participation,
  | "phase"
  | "access"
  | "blocked"
  | "pendingEdits"
  | "isKept"
  | "unsentSince"
  | "trouble"
  | "lastError"
>;

/** What a person is told. Never ahead of the truth. */
export function sessionStatusOf(connection: ConnectionStatus, told: Told): SessionStatus {
  const { phase, access, pendingEdits, isKept } = told;
  const opening = connection.state === "online" && (phase === "loading" || phase === "opening");
  return {
    connection: opening ? { state: "connecting" } : connection,
    sync: syncStatus(told),
    pending: pendingEdits ?? 0,
    keptOnDevice: isKept,
    access,
    unsentSince: pendingEdits === null || pendingEdits === 0 ? null : told.unsentSince,
    trouble: told.trouble,
    lastError: told.lastError,
  };
}

function syncStatus({ phase, access, blocked, pendingEdits }: Told): SyncStatus {
  if (blocked !== null) return { state: "blocked", why: blocked };
  if (pendingEdits === null) return { state: "loading" };
  if (pendingEdits === 0) return { state: "saved" };
  return { state: phase === "live" && access === "write" ? "saving" : "unsent" };
}

export function sameStatus(a: SessionStatus, b: SessionStatus): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
