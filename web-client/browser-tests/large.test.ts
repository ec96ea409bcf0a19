import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Meeting } from "./support/Meeting";
import type { Person } from "./support/Person";
import { mainThread, Stopwatch } from "./support/Stopwatch";
import { strangersWrite } from "./support/crowd";
import { expectLogged, Letters } from "./support/letters";

const FULL = process.env["TIER"] === "full";
const EDITS = 10_000;
const FIRST_OF_OTHERS = 0xac00;
const PENDING_EDITS = 20_000;
const KEYSTROKES = FULL ? 50_000 : 5_000;
/** Times are for reading: a machine that does other things too takes longer than this promises. */
const PATIENCE = 10;

let meeting: Meeting;

beforeAll(async () => {
  const pace = [
    "operations-per-second",
    "operations-burst",
    "messages-per-second",
    "messages-burst",
  ];
  meeting = await Meeting.begin(
    1,
    pace.flatMap((limit) => [`--${limit}`, String(10 * EDITS)]),
  );
});

afterEach(async () => {
  meeting.wire(0).restore();
  await meeting.leave();
});

afterAll(() => meeting.end());

interface Typing {
  /** Or all of it at the end. */
  readonly scattered: boolean;
  /** Letters in one task of the page, each an edit of its own. */
  readonly atOnce: number;
}

const slowly: Typing = { scattered: false, atOnce: 1 };
const scattered: Typing = { scattered: true, atOnce: FULL ? 1 : 10 };

/** Types letters one by one. */
async function typeFast(person: Person, letters: string, typing: Typing): Promise<void> {
  await person.text.evaluate(
    async (element, { letters, typing }) => {
      const { view } = (element as unknown as EditorElement).cmTile;
      const { port1, port2 } = new MessageChannel();
      const nextTask = () =>
        new Promise<void>((resolve) => {
          port1.onmessage = () => resolve();
          port2.postMessage(null);
        });
      for (let at = 0; at < letters.length; at++) {
        const { length } = view.state.doc;
        const from = typing.scattered ? (at * 7_919) % (length + 1) : length;
        view.dispatch({ changes: { from, insert: letters[at]! }, userEvent: "input.type" });
        if ((at + 1) % typing.atOnce === 0) await nextTask();
      }
    },
    { letters, typing },
  );
}

interface EditorElement {
  readonly cmTile: {
    readonly view: {
      readonly state: { readonly doc: { readonly length: number } };
      dispatch(transaction: object): void;
    };
  };
}

// Promise X5 in the browser.
test("10,000 edits offline meet 10,000 that were missed", { timeout: 180_000 }, async () => {
  const { server } = meeting;
  const own = new Letters();
  const others = new Letters(FIRST_OF_OTHERS);
  const id = await server.create("all work and no play\n\n".repeat(200));
  const ada = await meeting.arrive("Ada", "#d43d51");
  const stopwatch = await Stopwatch.on(ada.page);
  await ada.openDocument(meeting.wire(0).url, id);
  meeting.wire(0).cut();
  const bo = await meeting.arrive("Bo", "#0a8f86");
  await bo.open(server.url);
  await Promise.all([
    typeFast(ada, own.take(EDITS), scattered),
    strangersWrite(bo.page, id, others.take(EDITS)),
  ]);
  await ada.kept();
  const busy = await mainThread(ada.page);
  const before = await busy();
  meeting.wire(0).restore();
  await ada.retryNow();
  await ada.settled();
  const worked = (await busy()) - before;
  const { socketOpen, saved } = await stopwatch.read();
  console.log(
    `rejoined ${(saved - socketOpen).toFixed(0)} ms after the socket opened, ` +
      `${worked.toFixed(0)} ms of the page's main thread`,
  );
  expect(saved - socketOpen).toBeLessThan(PATIENCE * 1_000);
  const text = await expectLogged(server, id, own.typed + others.typed);
  await ada.sees(text);
  await bo.openDocument(server.url, id);
  await bo.sees(text);
});

test("1 MB with 20,000 pending edits opens without a network", { timeout: 180_000 }, async () => {
  const { server } = meeting;
  const letters = new Letters();
  const id = await server.create("all work and no play\n".repeat(46_000));
  const ada = await meeting.arrive("Ada", "#d43d51");
  const stopwatch = await Stopwatch.on(ada.page);
  await ada.openDocument(meeting.wire(0).url, id);
  await ada.installed();
  meeting.wire(0).cut();
  await typeFast(ada, letters.take(PENDING_EDITS), scattered);
  await ada.kept();
  const text = await ada.content();
  await ada.page.reload();
  await ada.sees(text);
  const { editable } = await stopwatch.read();
  console.log(`1 MB and ${PENDING_EDITS} edits: ${editable.toFixed(0)} ms after the navigation`);
  expect(editable).toBeLessThan(PATIENCE * 1_000);
  meeting.wire(0).restore();
  await ada.settled();
  expect(await expectLogged(server, id, letters.typed)).toBe(text);
});

test(
  `${KEYSTROKES} keystrokes offline cost no more at the end than at the beginning, and loading the page again keeps nothing more`,
  { timeout: FULL ? 900_000 : 180_000 },
  async () => {
    const { server } = meeting;
    const id = await server.create("");
    const ada = await meeting.join(id, "Ada", "#d43d51", 0);
    await ada.installed();
    meeting.wire(0).cut();
    const busy = await mainThread(ada.page);
    const tenth = KEYSTROKES / 10;
    const costs: number[] = [];
    for (let part = 0; part < 10; part++) {
      const before = await busy();
      await typeFast(ada, `${"all work and no play ".repeat(tenth)}`.slice(0, tenth), slowly);
      costs.push(((await busy()) - before) / tenth);
    }
    await ada.kept();
    const mean = costs.reduce((sum, cost) => sum + cost) / costs.length;
    console.log(
      `${KEYSTROKES} keystrokes: ${mean.toFixed(3)} ms of the main thread each; ` +
        costs.map((cost) => cost.toFixed(3)).join(" "),
    );
    expect(costs.at(-1)!).toBeLessThan(5 * Math.max(costs[1]!, 0.2));
    const sizes = new Set<number>();
    for (let load = 0; load < 4; load++) {
      await ada.page.reload();
      await ada.kept();
      sizes.add(await rowCount(ada));
    }
    expect([...sizes]).toHaveLength(1);
  },
);

/** Of all that the page keeps, whatever it says. */
function rowCount(person: Person): Promise<number> {
  return person.page.evaluate(async () => {
    const request = indexedDB.open("rejoin");
    await new Promise((resolve) => (request.onsuccess = resolve));
    const database = request.result;
    const transaction = database.transaction([...database.objectStoreNames]);
    const counts = [...database.objectStoreNames].map((name) =>
      transaction.objectStore(name).count(),
    );
    await new Promise((resolve) => (transaction.oncomplete = resolve));
    database.close();
    return counts.reduce((sum, { result }) => sum + result, 0);
  });
}
