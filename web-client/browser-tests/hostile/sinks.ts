import { Range } from "../../src/ot/index";
import type { SessionEvents, SessionStatus } from "../../src/sync/index";
import { Announcer } from "../../src/ui/announcer";
import { confirmed } from "../../src/ui/confirmDialog";
import { DiagnosticsPage } from "../../src/ui/diagnostics/DiagnosticsPage";
import { DocumentPage } from "../../src/ui/document/DocumentPage";
import { ListPage } from "../../src/ui/list/ListPage";
import { askName } from "../../src/ui/nameDialog";
import { show } from "../../src/ui/show";
import { StoragePage } from "../../src/ui/storage/StoragePage";
import { FakeLibrary, shelved } from "../gallery/FakeLibrary";
import { FakeSession } from "../gallery/FakeSession";
import { FakeShelf } from "../gallery/FakeShelf";
import { sampleBundles, sampleReport } from "../gallery/sampleReport";

/** A place of the page that shows what somebody else wrote; shows it there. */
export type Sink = (text: string) => void | Promise<void>;

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

interface Shown {
  readonly content?: string;
  readonly name?: string;
  readonly color?: string;
  readonly status?: Partial<SessionStatus>;
  readonly events?: Partial<SessionEvents>;
}

let open: DocumentPage | null = null;

/** Takes away what the last sink left, and is in none of the pages. */
export function clear(): void {
  open?.close();
  open = null;
  document.querySelectorAll("dialog").forEach((dialog) => dialog.close());
  document.body.querySelectorAll(":scope > :not(#app)").forEach((left) => left.remove());
}

/** The page of a document that somebody else is in, too. */
function documentPage(shown: Shown): void {
  const { content = "one two", name = "Bo", color = "#0a8f86", status, events } = shown;
  const other = { session: "s2", site: "s2", name, color };
  open = new DocumentPage({
    open(port) {
      const session = new FakeSession(port, content, { ...online, ...status }, [other], events);
      port.setEditable(true);
      port.showPeople([{ session: "s2", name, color, ranges: [new Range(0, 3), Range.caret(2)] }]);
      return session;
    },
    reconnect: () => undefined,
    self: { name, color },
    introduceAgain: () => Promise.resolve({ name, color }),
    missing: () => undefined,
    keepAsNew: () => Promise.resolve(),
    setting: { policy: "automatic", choose: () => undefined },
  });
  show(open.element);
}

/** Fakes tell what happened in a task of its own. */
function told(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    setTimeout(() => port2.postMessage(null));
    port1.onmessage = () => resolve();
  });
}

function click(selector: string): void {
  document.querySelector<HTMLElement>(selector)!.click();
}

/** As Ctrl+V and as a drop: what another program, or another page, gave out. */
function paste(text: string, types: readonly string[]): void {
  const clipboardData = new DataTransfer();
  for (const type of types) clipboardData.setData(type, text);
  const event = { clipboardData, bubbles: true, cancelable: true };
  document.querySelector(".cm-content")!.dispatchEvent(new ClipboardEvent("paste", event));
}

async function storagePage(shelf: FakeShelf): Promise<void> {
  const page = new StoragePage({
    shelf: shelf.asShelf(),
    readiness: () => Promise.resolve("ready"),
  });
  show(page.element);
  await page.refresh();
  document.querySelectorAll("details").forEach((details) => (details.open = true));
}

const at = Date.UTC(2026, 10, 22);

export const sinks: Readonly<Record<string, Sink>> = {
  "somebody's name": (name) => documentPage({ name }),
  "somebody's colour": (color) => documentPage({ color }),
  "the text of a document, and its title": (content) => documentPage({ content }),
  "text that is pasted": (text) => {
    documentPage({});
    paste(text, ["text/plain", "text/html"]);
  },
  "HTML that is pasted": (text) => {
    documentPage({});
    paste(text, ["text/html"]);
  },
  "an answer of the server": async (message) => {
    const lastError = { at, code: message, message };
    const sync = { state: "blocked", why: { code: message, message } } as const;
    documentPage({ status: { sync, pending: 1, lastError } });
    click(".status");
    await told();
  },
  "a copy": async (text) => {
    const copyKept = { doc: text, text, unsent: true, reason: "diverged", at } as const;
    documentPage({ events: { copyKept } });
    await told();
    click(".status");
    await told();
    click(".panel-links button");
    await told();
    document.querySelectorAll("details").forEach((details) => (details.open = true));
  },
  "what both edited": async (text) => {
    const overlap = { base: `b ${text}`, mine: `m ${text}`, theirs: `t ${text}`, result: text };
    documentPage({
      content: text,
      events: {
        rejoined: {
          awaySince: at,
          missedRevisions: 1,
          ownEdits: 1,
          overlaps: [{ ...overlap, at: 0 }],
          moreOverlaps: 0,
          held: false,
          mine: text,
        },
      },
    });
    await told();
    click(":is(.notice, .strip):not([hidden]) .notice-actions button");
    await told();
  },
  "a title, and an id, in the list": async (text) => {
    const here = [shelved(text, text, 1000, { unsentEdits: 1 })];
    const server = [{ id: `${text}2`, title: text, changedAt: at }];
    const page = new ListPage(new FakeLibrary({ here, server }));
    show(page.element);
    await page.start();
  },
  "a title, an id and a copy on the page about storage": (text) =>
    storagePage(
      new FakeShelf({
        documents: [shelved(text, text, 1000, { unsentEdits: 1 }), shelved("d", text, 1000)],
        copies: [{ id: text, doc: text, at, text, unsent: true, reason: "diverged" }],
      }),
    ),
  "a report of a fault": async (text) => {
    const [tab] = sampleReport.tabs;
    const line = { at, what: "received", shape: { t: text, doc: text } } as const;
    const report = {
      ...sampleReport,
      version: text,
      build: text,
      browser: text,
      server: { version: text, offline: true },
      storage: { ...sampleReport.storage, trouble: text },
      tabs: [{ ...tab!, version: text, connection: { state: text }, journal: [line] }],
    };
    const bundles = sampleBundles.map((bundle) => ({ ...bundle, document: text, site: text }));
    const page = new DiagnosticsPage({
      gather: () => Promise.resolve({ report, bundles }),
      mayReport: () => Promise.resolve(true),
      letReport: () => Promise.resolve(true),
    });
    show(page.element);
    await page.refresh();
    document.querySelectorAll("details").forEach((details) => (details.open = true));
  },
  "what is said aloud": (text) => {
    const announcer = new Announcer();
    show(announcer.element);
    announcer.say(text);
  },
  "one's own name": (name) => void askName({ name, color: name }),
  "a question": (text) => void confirmed({ title: text, words: text, yes: text }),
};
