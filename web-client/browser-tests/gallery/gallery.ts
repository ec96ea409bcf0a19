/** Shows the document page in the state that the address names: `?state=offline`. */
import { adoptStyles } from "../../src/editor/codemirror/index";
import type { EditorPort } from "../../src/editor/EditorPort";
import { Range } from "../../src/ot/index";
import type { KeptCopy, Person, SessionEvents, SessionStatus } from "../../src/sync/index";
import { DocumentPage } from "../../src/ui/document/DocumentPage";
import { askName } from "../../src/ui/nameDialog";
import { policyChoice } from "../../src/ui/document/review/policyChoice";
import { FakeSession } from "./FakeSession";
import { reviewedText, sampleReview } from "./sampleReview";
import { sampleText } from "./sampleText";

const online: SessionStatus = {
  connection: { state: "online" },
  sync: { state: "saved" },
  pending: 0,
  keptOnDevice: true,
  access: "write",
  unsentSince: null,
  trouble: null,
  lastError: null,
};
const waiting: SessionStatus = {
  ...online,
  connection: { state: "waiting", nextRetryAt: Date.now() + 4000 },
};
const blocked = (code: string, message: string): SessionStatus => ({
  ...online,
  sync: { state: "blocked", why: { code, message } },
  pending: 3,
});

const since = new Date();
since.setHours(14, 3);
/** Yesterday at three past two, unless that is still to come. */
const unsentSince = Math.min(since.getTime(), Date.now() - 60_000);
const away: SessionStatus = {
  ...online,
  connection: { state: "offline" },
  sync: { state: "unsent" },
  pending: 12,
  unsentSince,
};
const held: SessionStatus = { ...online, sync: { state: "review" }, pending: 12, unsentSince };
const copyKept: KeptCopy = {
  doc: "d",
  text: sampleText,
  unsent: true,
  reason: "diverged",
  at: Date.now() - 300_000,
};

const mina = { name: "Mina Okafor", color: "#0a8f86" };
const people: readonly Person[] = [
  person("s2", "Jonas Weber", "#d43d51"),
  person("s3", "李 娜", "#7a5bd6"),
];
const crowd: readonly Person[] = [
  ...people,
  ...["Ada Lovelace", "Bo", "Carmen Díaz", "Dmitri", "Eun-ji"].map((name, index) =>
    person(`c${index}`, name, "#2b7cd3"),
  ),
];

const setting = { policy: "automatic", choose: () => undefined } as const;

interface State {
  readonly status: SessionStatus;
  readonly people?: readonly Person[];
  readonly content?: string;
  readonly events?: Partial<SessionEvents>;
  /** What is opened on the page: the panel, a dialog, or what a button of that name opens. */
  readonly opens?: string;
}

const states: Readonly<Record<string, State>> = {
  together: { status: online, people },
  crowd: { status: online, people: crowd },
  alone: { status: online },
  blank: { status: online, content: "" },
  saving: { status: { ...online, sync: { state: "saving" }, pending: 2 } },
  connecting: {
    status: { ...online, connection: { state: "connecting" }, sync: { state: "loading" } },
    content: "",
  },
  offline: { status: away, people },
  reconnecting: { status: { ...away, connection: waiting.connection }, people },
  waiting: { status: waiting },
  unreachable: { status: { ...waiting, sync: { state: "loading" } }, content: "" },
  blocked: { status: blocked("invalid", "an insert holds half of a character"), people },
  full: { status: blocked("full", "10485760 of 10485760 units") },
  refused: {
    status: { ...online, connection: { state: "refused", code: 4403, message: "origin" } },
  },
  forbidden: { status: blocked("forbidden", "no right to write"), people },
  gone: { status: blocked("gone", "no such document") },
  relayed: {
    status: { ...online, connection: { state: "relayed", nextRetryAt: Date.now() + 20_000 } },
    opens: "panel",
  },
  demoted: { status: { ...online, sync: { state: "unsent" }, pending: 3, access: "read" } },
  "not-kept": {
    status: { ...away, keptOnDevice: false, trouble: "full" },
    people,
  },
  "cannot-keep": { status: { ...online, keptOnDevice: false, trouble: "missing" } },
  panel: {
    status: {
      ...away,
      connection: waiting.connection,
      lastError: { at: Date.now() - 120_000, code: "rate", message: "too many edits at once" },
    },
    events: { copyKept },
    opens: "panel",
  },
  review: {
    content: reviewedText,
    status: online,
    people,
    events: { rejoined: sampleReview(false) },
  },
  "review-open": {
    content: reviewedText,
    status: online,
    events: { rejoined: sampleReview(false) },
    opens: "Review",
  },
  held: { content: reviewedText, status: held, people, events: { rejoined: sampleReview(true) } },
  "held-open": {
    content: reviewedText,
    status: held,
    events: { rejoined: sampleReview(true) },
    opens: "Review",
  },
  "held-alone": {
    status: held,
    events: { rejoined: { ...sampleReview(true), overlaps: [], missedRevisions: 0 } },
    opens: "Review",
  },
  settings: { status: online, opens: "settings" },
  "orphans-sent": { status: online, people, events: { orphansSent: 3 } },
  "orphans-left": {
    status: online,
    people,
    events: { orphansLeft: { edits: 3, toReview: true } },
  },
  copies: { status: online, events: { copyKept }, opens: "copies" },
  "copy-mismatch": {
    status: online,
    people,
    events: { copyKept: { ...copyKept, reason: "mismatch" } },
  },
  reader: { status: { ...online, access: "read" }, people },
  copy: {
    status: online,
    events: {
      copyKept,
    },
  },
};

function person(session: string, name: string, color: string): Person {
  return { session, site: session, name, color };
}

const wanted = new URLSearchParams(location.search).get("state") ?? "together";
adoptStyles();
if (wanted === "name") {
  void askName(null);
} else {
  const state = states[wanted];
  if (!state) throw new Error(`No state ${wanted}`);
  show(state);
}

function show(state: State): void {
  const here = state.people ?? [];
  const page = new DocumentPage({
    open(port: EditorPort) {
      const content = state.content ?? sampleText;
      const session = new FakeSession(port, content, state.status, here, state.events);
      port.setEditable(state.status.access === "write");
      port.showPeople(here.map((other, index) => cursor(other, index, content)));
      return session;
    },
    reconnect: () => (document.body.dataset["reconnected"] = "true"),
    self: mina,
    introduceAgain: () => askName(mina, policyChoice(setting)),
    missing: () => undefined,
    keepAsNew: () => Promise.resolve(),
    setting,
  });
  document.querySelector("#app")?.replaceChildren(page.element);
  page.focus();
  // After what the session told at once.
  if (state.opens !== undefined) setTimeout(open, 50, state.opens);
}

function open(what: string): void {
  if (what === "panel" || what === "copies") click(".status");
  if (what === "settings") click("[data-session=self]");
  if (what === "Review") click(":is(.notice, .strip):not([hidden]) .notice-actions button");
  if (what === "copies") setTimeout(click, 50, ".panel-links button");
}

function click(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.click();
}

/** The second person has something selected, the others only have a caret. */
function cursor({ session, name, color }: Person, index: number, content: string) {
  const from = content.indexOf(index === 0 ? "nobody waits" : "river");
  const to = content.indexOf(index === 0 ? "for the slowest" : "river") + (index === 0 ? 15 : 5);
  const range = index === 0 ? new Range(from, to) : Range.caret(to);
  return { session, name, color, ranges: from < 0 ? [] : [range] };
}
