import { Operation } from "../../src/ot/index";
import { DeviceStorage, type KeptDocument, type Outbox } from "../../src/store/index";

// One outbox and nothing else: what a test in another process makes it do.

declare global {
  interface Window {
    /** The test's side: told of each edit that a person would now be shown as kept. */
    shownAsKept?: (edit: number) => void;
    outboxPage: typeof outboxPage;
  }
}

interface Found {
  readonly client: string;
  readonly text: string;
  readonly pendingEdits: number;
}

interface Figures {
  readonly millis: number;
  readonly longestAppendMillis: number;
}

const storage = new DeviceStorage();
let outbox: Outbox;
let length = 0;

const outboxPage = {
  /** Opens the document, with `content` if there is none, and says what was kept. */
  async open(doc: string, content: string): Promise<Found> {
    outbox = await storage.outboxes.open(doc);
    const kept = await outbox.load();
    const document = kept ?? fresh(content);
    if (kept === null) await outbox.reset(document);
    const text = document.buffer?.apply(document.content) ?? document.content;
    length = text.length;
    return { client: outbox.client, text, pendingEdits: document.pendingEdits };
  },

  /** Milliseconds until the document was there, as a page would need it. */
  async openingMillis(doc: string): Promise<number> {
    const begin = performance.now();
    await outboxPage.open(doc, "");
    return performance.now() - begin;
  },

  /** Types "n " for each n from `first` on, without end. */
  async typeNumbers(first: number): Promise<never> {
    for (let number = first; ; number++) {
      const edit = insertAt(length, `${number} `);
      void outbox.append(edit).then(() => {
        if (outbox.outlivesPage) window.shownAsKept?.(number);
      });
      await nextTask();
    }
  },

  /** Edits all over the text, each in a task of its own, and waits until all are kept. */
  async scatter(edits: number): Promise<Figures> {
    const begin = performance.now();
    let longestAppendMillis = 0;
    let last = Promise.resolve();
    for (let edit = 0; edit < edits; edit++) {
      const operation = insertAt((edit * 7_919) % length, "x");
      const before = performance.now();
      last = outbox.append(operation);
      longestAppendMillis = Math.max(longestAppendMillis, performance.now() - before);
      await nextTask();
    }
    await last;
    return { millis: performance.now() - begin, longestAppendMillis };
  },

  /** Types like a person: each edit is kept before the next one comes. */
  async typeSlowly(edits: number): Promise<void> {
    for (let edit = 0; edit < edits; edit++) {
      await outbox.append(insertAt((edit * 7_919) % length, "y"));
    }
  },

  close: () => outbox.close(),

  trouble: () => outbox.trouble,
};

window.outboxPage = outboxPage;

function insertAt(at: number, text: string): Operation {
  const edit = Operation.builder()
    .retain(at)
    .insert(text)
    .retain(length - at)
    .build();
  length += text.length;
  return edit;
}

/** A task of its own, without the pause that timers have. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });
}

function fresh(content: string): KeptDocument {
  return {
    site: "aaaaaaaaaaaa",
    lineage: "one",
    type: "text",
    revision: 0,
    check: null,
    lastSequence: 0,
    inFlight: null,
    buffer: null,
    pendingEdits: 0,
    content,
  };
}
