import { expect, test } from "vitest";
import type { SessionStatus } from "../../src/sync/index";
import { timeOfDay } from "../../src/ui/ago";
import { statusWords } from "../../src/ui/document/statusWords";

const now = Date.UTC(2026, 10, 22, 14, 10);
const since = Date.UTC(2026, 10, 22, 14, 3);

const saved: SessionStatus = {
  connection: { state: "online" },
  sync: { state: "saved" },
  pending: 0,
  keptOnDevice: false,
  access: "write",
  unsentSince: null,
  trouble: null,
  lastError: null,
};
const unsent: SessionStatus = {
  ...saved,
  connection: { state: "offline" },
  sync: { state: "unsent" },
  pending: 12,
};
const inFourSeconds = { state: "waiting", nextRetryAt: now + 3200 } as const;
const blocked = (code: string): SessionStatus => ({
  ...saved,
  sync: { state: "blocked", why: { code, message: "the reason" } },
});

interface Case {
  readonly what: string;
  readonly status: SessionStatus;
  readonly short: string;
  readonly notice: string | null;
}

const at = timeOfDay(since);
const cases: readonly Case[] = [
  { what: "all is stored", status: saved, short: "All changes saved", notice: null },
  {
    what: "an edit is under way",
    status: { ...saved, sync: { state: "saving" }, pending: 1 },
    short: "Saving…",
    notice: null,
  },
  {
    what: "online again, edits not sent yet",
    status: { ...unsent, connection: { state: "online" } },
    short: "Saving…",
    notice: null,
  },
  {
    what: "the document is being opened",
    status: { ...saved, sync: { state: "loading" } },
    short: "Opening…",
    notice: null,
  },
  {
    what: "offline with edits",
    status: unsent,
    short: "Offline",
    notice: `Offline: 12 changes kept in this tab since ${at}`,
  },
  {
    what: "offline with one edit, kept for longer than the tab",
    status: { ...unsent, pending: 1, keptOnDevice: true },
    short: "Offline",
    notice: `Offline: 1 change kept on this device since ${at}`,
  },
  {
    what: "waiting for the next attempt",
    status: { ...unsent, connection: inFourSeconds },
    short: "Offline",
    notice: `Offline: 12 changes kept in this tab since ${at} · Reconnecting in 4 s`,
  },
  {
    what: "waiting, and the time is up",
    status: { ...unsent, connection: { state: "waiting", nextRetryAt: now - 1 } },
    short: "Offline",
    notice: `Offline: 12 changes kept in this tab since ${at} · Reconnecting…`,
  },
  {
    what: "offline without edits",
    status: { ...unsent, sync: { state: "saved" }, pending: 0 },
    short: "Offline",
    notice: "Offline: go on writing, changes are kept in this tab",
  },
  {
    what: "connecting for the first time",
    status: { ...saved, connection: { state: "connecting" }, sync: { state: "loading" } },
    short: "Connecting…",
    notice: null,
  },
  {
    what: "connecting again with edits",
    status: { ...unsent, connection: { state: "connecting" } },
    short: "Reconnecting…",
    notice: `Offline: 12 changes kept in this tab since ${at} · Reconnecting…`,
  },
  {
    what: "never reached",
    status: { ...saved, connection: inFourSeconds, sync: { state: "loading" } },
    short: "Offline",
    notice: "Offline: the server cannot be reached · Reconnecting in 4 s",
  },
  {
    what: "a reader",
    status: { ...saved, access: "read" },
    short: "You can read this document",
    notice: null,
  },
  {
    what: "rights taken away",
    status: { ...saved, access: "none" },
    short: "No access",
    notice: "You have no access to this document any more.",
  },
  {
    what: "blocked by a limit",
    status: blocked("full"),
    short: "Blocked",
    notice: "Blocked: the document has no room for your last change. Your text is still here.",
  },
  {
    what: "blocked for a reason that only the server can word",
    status: blocked("stale"),
    short: "Blocked",
    notice: "Blocked: the server did not take a change (the reason). Your text is still here.",
  },
  {
    what: "blocked and offline: what needs a decision comes first",
    status: { ...blocked("full"), connection: { state: "offline" } },
    short: "Blocked",
    notice: "Blocked: the document has no room for your last change. Your text is still here.",
  },
];

test.each(cases)("$what", ({ status, short, notice }) => {
  const words = statusWords(status, now, status.pending > 0 ? since : null);
  expect(words).toMatchObject({ short, notice });
});

test("nothing is called saved while an edit is not acknowledged", () => {
  for (const { status } of cases) {
    const { short, notice } = statusWords({ ...status, sync: { state: "unsent" } }, now, since);
    expect(`${short} ${notice ?? ""}`).not.toMatch(/saved/);
  }
});
