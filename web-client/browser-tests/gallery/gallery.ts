/** Shows the document page in the state that the address names: `?state=offline`. */
import { adoptStyles } from "../../src/editor/codemirror/index";
import type { EditorPort } from "../../src/editor/EditorPort";
import { Range } from "../../src/ot/index";
import type { Person, SessionEvents, SessionStatus } from "../../src/sync/index";
import { DocumentPage } from "../../src/ui/document/DocumentPage";
import { askName } from "../../src/ui/nameDialog";
import { FakeSession } from "./FakeSession";
import { sampleText } from "./sampleText";

const online: SessionStatus = {
  connection: { state: "online" },
  sync: { state: "saved" },
  pending: 0,
  keptOnDevice: false,
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

interface State {
  readonly status: SessionStatus;
  readonly people?: readonly Person[];
  readonly content?: string;
  readonly events?: Partial<SessionEvents>;
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
  offline: {
    status: { ...online, connection: { state: "offline" }, sync: { state: "unsent" }, pending: 12 },
    people,
  },
  reconnecting: { status: { ...waiting, sync: { state: "unsent" }, pending: 12 }, people },
  waiting: { status: waiting },
  unreachable: { status: { ...waiting, sync: { state: "loading" } }, content: "" },
  blocked: { status: blocked("invalid", "an insert holds half of a character"), people },
  full: { status: blocked("full", "10485760 of 10485760 units") },
  refused: {
    status: { ...online, connection: { state: "refused", code: 4403, message: "origin" } },
  },
  reader: { status: { ...online, access: "read" }, people },
  copy: {
    status: online,
    events: {
      copyKept: { doc: "d", text: "My own version", unsent: true, reason: "diverged" },
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
    introduceAgain: () => askName(mina),
    missing: () => undefined,
  });
  document.querySelector("#app")?.replaceChildren(page.element);
  page.focus();
}

/** The second person has something selected, the others only have a caret. */
function cursor({ session, name, color }: Person, index: number, content: string) {
  const from = content.indexOf(index === 0 ? "nobody waits" : "river");
  const to = content.indexOf(index === 0 ? "for the slowest" : "river") + (index === 0 ? 15 : 5);
  const range = index === 0 ? new Range(from, to) : Range.caret(to);
  return { session, name, color, ranges: from < 0 ? [] : [range] };
}
