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
  keptOnDevice: true,
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
  unsentSince: since,
};
const inFourSeconds = { state: "waiting", nextRetryAt: now + 3200 } as const;
const relayed = { state: "relayed", nextRetryAt: now + 20_000 } as const;
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
    short: "Offline · 12 changes",
    notice: `Offline: 12 changes kept on this device since ${at}`,
  },
  {
    what: "offline with one edit that is being written",
    status: { ...unsent, pending: 1, keptOnDevice: false },
    short: "Offline · 1 change",
    notice: `Offline: 1 change being written to this device since ${at}`,
  },
  {
    what: "offline with edits that cannot be kept",
    status: { ...unsent, keptOnDevice: false, trouble: "full" },
    short: "Offline · 12 changes",
    notice: `Offline: 12 changes in this tab only since ${at}`,
  },
  {
    what: "offline since another day",
    status: { ...unsent, unsentSince: since - 86_400_000 },
    short: "Offline · 12 changes",
    notice: `Offline: 12 changes kept on this device since Nov 21, ${at}`,
  },
  {
    what: "waiting for the next attempt",
    status: { ...unsent, connection: inFourSeconds },
    short: "Offline · 12 changes",
    notice: `Offline: 12 changes kept on this device since ${at} · Reconnecting in 4 s`,
  },
  {
    what: "waiting, and the time is up",
    status: { ...unsent, connection: { state: "waiting", nextRetryAt: now - 1 } },
    short: "Offline · 12 changes",
    notice: `Offline: 12 changes kept on this device since ${at} · Reconnecting…`,
  },
  {
    what: "offline without edits",
    status: { ...saved, connection: { state: "offline" } },
    short: "Offline",
    notice: "Offline: go on writing, changes are kept on this device",
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
    notice: `Offline: 12 changes kept on this device since ${at} · Reconnecting…`,
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
    what: "all rights taken away while an edit waits",
    status: { ...saved, sync: { state: "unsent" }, pending: 1, access: "none" },
    short: "No access",
    notice:
      "You have no access to this document any more. Your 1 change is not sent, but kept on this device.",
  },
  {
    what: "rights to write taken away while edits wait",
    status: { ...saved, sync: { state: "unsent" }, pending: 3, access: "read" },
    short: "Not sent",
    notice:
      "You may only read this document now. Your 3 changes are not sent, but kept on this device.",
  },
  {
    what: "all is stored, by way of HTTP",
    status: { ...saved, connection: relayed },
    short: "Saved every few seconds",
    notice: null,
  },
  {
    what: "an edit waits for the next exchange over HTTP",
    status: { ...saved, connection: relayed, sync: { state: "saving" }, pending: 1 },
    short: "Saving…",
    notice: null,
  },
  {
    what: "held for a review",
    status: { ...saved, sync: { state: "review" }, pending: 12 },
    short: "Waiting for you",
    notice:
      "Your 12 changes wait for you to look before anything is sent. They are kept on this device.",
  },
  {
    what: "held for a review, with one change, not written yet, and no connection",
    status: { ...unsent, sync: { state: "review" }, pending: 1, keptOnDevice: false },
    short: "Waiting for you",
    notice: "Your 1 change waits for you to look before anything is sent.",
  },
  {
    what: "a document that is gone from the server",
    status: blocked("gone"),
    short: "Blocked",
    notice: "Blocked: the document is no longer on the server. Your text is still here.",
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
    notice:
      "Blocked: the server did not understand a change (stale: the reason). Your text is still here.",
  },
  {
    what: "blocked and offline: what needs a decision comes first",
    status: { ...blocked("full"), connection: { state: "offline" } },
    short: "Blocked",
    notice: "Blocked: the document has no room for your last change. Your text is still here.",
  },
];

test.each(cases)("$what", ({ status, short, notice }) => {
  const words = statusWords(status, now);
  expect(words).toMatchObject({ short, notice });
});

test("nothing is called saved while an edit is not acknowledged", () => {
  for (const { status } of cases) {
    const { short, notice } = statusWords({ ...status, sync: { state: "unsent" } }, now);
    expect(`${short} ${notice ?? ""}`).not.toMatch(/saved/);
  }
});

test("edits are called kept on this device only when they are written there", () => {
  for (const trouble of [null, "full"] as const) {
    for (const { status } of cases) {
      const unwritten = { ...status, pending: 3, keptOnDevice: false, trouble };
      const { short, notice } = statusWords(unwritten, now);
      expect(`${short} ${notice ?? ""}`).not.toMatch(/kept on this device/);
    }
  }
});
