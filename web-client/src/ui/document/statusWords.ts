import type { ConnectionStatus, SessionStatus } from "../../sync/index";
import { sinceWords } from "../ago";
import { changesWords } from "../changesWords";
import { blockedWords, refusedWords } from "./blockedWords";

/**
 * What the person can do: connect now; see what became of their changes; decide what becomes of
 * changes that were not taken; keep a text whose document is gone; take a text out.
 */
export type Offer = "reconnect" | "review" | "decide" | "rescue" | "takeOut";

/**
 * What the person is told about the connection and their edits: never a word ahead of the truth.
 */
export interface StatusWords {
  readonly mood: "calm" | "busy" | "away" | "held" | "blocked";
  /** Beside the title, always there. */
  readonly short: string;
  /** Across the page, when there is something to know or to do. */
  readonly notice: string | null;
  readonly offer: Offer | null;
}

/** What the status says, at `now`. */
export function statusWords(status: SessionStatus, now: number): StatusWords {
  const { connection, sync } = status;
  if (sync.state === "blocked") {
    const offer = sync.why.code === "gone" ? "rescue" : "decide";
    return blocked("Blocked", `Blocked: ${blockedWords(sync.why)}`, offer);
  }
  if (connection.state === "refused") {
    return blocked("Refused", refusedWords(connection) + unsentWords(status), "reconnect");
  }
  if (status.access === "none" && sync.state !== "loading") {
    const words = "You have no access to this document any more.";
    return blocked("No access", words + unsentWords(status), status.pending > 0 ? "takeOut" : null);
  }
  if (sync.state === "review") return heldWords(status);
  if (sync.state === "unsent" && status.access === "read") {
    return blocked("Not sent", readOnlyWords(status), "takeOut");
  }
  if (connection.state === "online") return levelWords(status, "All changes saved");
  if (connection.state === "relayed") return levelWords(status, "Saved every few seconds");
  return awayWords(status, connection, now);
}

function blocked(short: string, notice: string, offer: Offer | null): StatusWords {
  return { mood: "blocked", short, notice, offer };
}

function readOnlyWords(status: SessionStatus): string {
  return `You may only read this document now.${unsentWords(status)}`;
}

/** Behind a sentence that says why nothing is sent. */
function unsentWords({ pending, keptOnDevice }: SessionStatus): string {
  if (pending === 0) return "";
  const where = keptOnDevice ? "kept on this device" : "only in this tab";
  const are = pending === 1 ? "is" : "are";
  return ` Your ${changesWords(pending)} ${are} not sent, but ${where}.`;
}

function busy(short: string, notice: string | null = null): StatusWords {
  return { mood: "busy", short, notice, offer: null };
}

function levelWords({ sync, access }: SessionStatus, saved: string): StatusWords {
  if (sync.state === "loading") return busy("Opening…");
  if (sync.state !== "saved") return busy("Saving…");
  const short = access === "read" ? "You can read this document" : saved;
  return { mood: "calm", short, notice: null, offer: null };
}

function heldWords({ pending, keptOnDevice }: SessionStatus): StatusWords {
  const [wait, are] = pending === 1 ? ["waits", "It is"] : ["wait", "They are"];
  const where = keptOnDevice ? ` ${are} kept on this device.` : "";
  return {
    mood: "held",
    short: "Waiting for you",
    notice: `Your ${changesWords(pending)} ${wait} for you to look before anything is sent.${where}`,
    offer: "review",
  };
}

function awayWords(status: SessionStatus, connection: ConnectionStatus, now: number): StatusWords {
  const loading = status.sync.state === "loading";
  const kept = status.pending === 0 ? null : keptWords(status, now);
  if (connection.state === "connecting") {
    const again = kept === null ? null : `Offline: ${kept} · Reconnecting…`;
    return busy(loading ? "Connecting…" : "Reconnecting…", again);
  }
  const what = kept ?? (loading ? "the server cannot be reached" : keepWriting(status));
  return {
    mood: "away",
    short: status.pending === 0 ? "Offline" : `Offline · ${changesWords(status.pending)}`,
    notice: `Offline: ${what}${waitWords(connection, now)}`,
    offer: "reconnect",
  };
}

function keptWords({ pending, unsentSince, ...status }: SessionStatus, now: number): string {
  const since = unsentSince === null ? "" : ` since ${sinceWords(unsentSince, now)}`;
  return `${changesWords(pending)} ${placeWords(status)}${since}`;
}

/** Where edits are: on the device only when they are written there. */
function placeWords({ keptOnDevice, trouble }: Pick<SessionStatus, "keptOnDevice" | "trouble">) {
  if (keptOnDevice) return "kept on this device";
  return trouble === null ? "being written to this device" : "in this tab only";
}

function keepWriting({ trouble }: SessionStatus): string {
  return `go on writing, changes are kept ${trouble === null ? "on this device" : "in this tab only"}`;
}

function waitWords(connection: ConnectionStatus, now: number): string {
  if (connection.state !== "waiting") return "";
  const seconds = Math.ceil((connection.nextRetryAt - now) / 1000);
  return seconds > 0 ? ` · Reconnecting in ${seconds} s` : " · Reconnecting…";
}
