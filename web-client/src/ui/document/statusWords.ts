import type { Blocked, ConnectionStatus, SessionStatus } from "../../sync/index";
import { timeOfDay } from "../ago";

/** What the person can do: connect now, or decide what becomes of changes that were not taken. */
export type Offer = "reconnect" | "decide";

/**
 * What the person is told about the connection and their edits: never a word ahead of the truth.
 */
export interface StatusWords {
  readonly mood: "calm" | "busy" | "away" | "blocked";
  /** Beside the title, always there. */
  readonly short: string;
  /** Across the page, when there is something to know or to do. */
  readonly notice: string | null;
  readonly offer: Offer | null;
}

/** What the status says, at `now`, of edits of which the oldest was made at `unsentSince`. */
export function statusWords(
  status: SessionStatus,
  now: number,
  unsentSince: number | null,
): StatusWords {
  const { connection, sync } = status;
  if (sync.state === "blocked") {
    return blocked("Blocked", `Blocked: ${blockedWords(sync.why)}`, "decide");
  }
  if (connection.state === "refused") {
    return blocked("Refused", refusedWords(connection), "reconnect");
  }
  if (status.access === "none" && sync.state !== "loading") {
    return blocked("No access", "You have no access to this document any more.", null);
  }
  if (connection.state === "online") return onlineWords(status);
  return awayWords(status, connection, now, unsentSince);
}

function blocked(short: string, notice: string, offer: Offer | null): StatusWords {
  return { mood: "blocked", short, notice, offer };
}

function busy(short: string, notice: string | null = null): StatusWords {
  return { mood: "busy", short, notice, offer: null };
}

function onlineWords({ sync, access }: SessionStatus): StatusWords {
  if (sync.state === "loading") return busy("Opening…");
  if (sync.state !== "saved") return busy("Saving…");
  const short = access === "read" ? "You can read this document" : "All changes saved";
  return { mood: "calm", short, notice: null, offer: null };
}

function awayWords(
  status: SessionStatus,
  connection: ConnectionStatus,
  now: number,
  unsentSince: number | null,
): StatusWords {
  const loading = status.sync.state === "loading";
  const kept = keptWords(status, unsentSince);
  if (connection.state === "connecting") {
    const again = kept === null ? null : `Offline: ${kept} · Reconnecting…`;
    return busy(loading ? "Connecting…" : "Reconnecting…", again);
  }
  const what = kept ?? (loading ? "the server cannot be reached" : keepWriting(status));
  return {
    mood: "away",
    short: "Offline",
    notice: `Offline: ${what}${waitWords(connection, now)}`,
    offer: "reconnect",
  };
}

function keptWords({ pending, keptOnDevice }: SessionStatus, unsentSince: number | null) {
  if (pending === 0) return null;
  const changes = pending === 1 ? "1 change" : `${pending} changes`;
  const since = unsentSince === null ? "" : ` since ${timeOfDay(unsentSince)}`;
  return `${changes} kept ${keptOnDevice ? "on this device" : "in this tab"}${since}`;
}

function keepWriting({ keptOnDevice }: SessionStatus): string {
  return `go on writing, changes are kept ${keptOnDevice ? "on this device" : "in this tab"}`;
}

function waitWords(connection: ConnectionStatus, now: number): string {
  if (connection.state !== "waiting") return "";
  const seconds = Math.ceil((connection.nextRetryAt - now) / 1000);
  return seconds > 0 ? ` · Reconnecting in ${seconds} s` : " · Reconnecting…";
}

function blockedWords({ code, message }: Blocked): string {
  switch (code) {
    case "forbidden":
      return "you may not change this document. Your text is still here.";
    case "read_only":
      return "nobody may change this document now. Your text is still here.";
    case "too_large":
      return "a change is larger than the server takes. Your text is still here.";
    case "full":
      return "the document has no room for your last change. Your text is still here.";
    default:
      return `the server did not take a change (${message}). Your text is still here.`;
  }
}

function refusedWords(connection: ConnectionStatus & { readonly state: "refused" }): string {
  switch (connection.code) {
    case 4401:
      return "The server asks for a permission that this page does not have. Open the link you were sent again.";
    case 4403:
      return `The server does not accept edits from ${location.origin}. Whoever runs it can allow this address.`;
    case 4400:
      return `The server did not take the greeting (${connection.message}). Choose another name: click your initials.`;
    default:
      return `The server refused the connection (${connection.message}). Load the page again.`;
  }
}
