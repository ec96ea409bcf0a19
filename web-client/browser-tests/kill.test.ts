import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SplitMix64 } from "../src/testing/SplitMix64";
import { ChromiumProcess, removeProfile } from "./support/ChromiumProcess";
import { CuttableProxy } from "./support/CuttableProxy";
import { Person } from "./support/Person";
import { ServerProcess } from "./support/ServerProcess";
import { eventually } from "./support/eventually";
import { expectLogged, Letters } from "./support/letters";

const FULL = process.env["TIER"] === "full";
const KILLS = FULL ? 50 : 3;

let server: ServerProcess;
let wire: CuttableProxy;
let profile: string;
let chromium: ChromiumProcess;

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), "rejoin-profile-"));
  wire = await CuttableProxy.start();
  server = await ServerProcess.start({ origins: [wire.url] });
  wire.leadTo(server.port);
  chromium = await ChromiumProcess.start(profile);
});

afterAll(async () => {
  await chromium.kill();
  await removeProfile(profile);
  await wire.stop();
  await server.stop();
});

/** What the person was shown as kept on this device, whenever the page said so. */
async function believing(person: Person): Promise<() => string> {
  let shown = "";
  await person.page.exposeFunction("believe", (text: string) => (shown = text));
  await person.page.evaluate(() => {
    const { believe } = window as unknown as { believe: (text: string) => void };
    const editor = document.querySelector(".cm-content") as unknown as {
      readonly cmTile: {
        readonly view: { readonly state: { readonly doc: { toString(): string } } };
      };
    };
    // Told before anything else happens in the page.
    new MutationObserver(() => {
      const said = document.querySelector(".notice[aria-label=Connection]")?.textContent ?? "";
      if (/\d+ changes? kept on this device/.test(said)) {
        believe(editor.cmTile.view.state.doc.toString());
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  return () => shown;
}

/** What a failure is to be understood by. */
function evidence({ page }: Person): Promise<object> {
  return page.evaluate(async () => {
    const request = indexedDB.open("rejoin");
    await new Promise((resolve) => (request.onsuccess = resolve));
    const rows = request.result.transaction("outboxes").objectStore("outboxes").getAll();
    await new Promise((resolve) => (rows.onsuccess = resolve));
    request.result.close();
    const outboxes = (rows.result as Record<string, unknown>[]).map(
      ({ client, holder, unsentEdits, openedAt }) => ({ client, holder, unsentEdits, openedAt }),
    );
    const { held = [] } = await navigator.locks.query();
    const says = [".status", ".notice[aria-label=Connection]"].map(
      (where) => document.querySelector(where)?.textContent,
    );
    return { says, outboxes, held: held.map(({ name, clientId }) => ({ name, clientId })) };
  });
}

// Promise B2.
test(
  "what was shown as kept is there after a kill -9, and reaches the server once",
  { timeout: KILLS * 60_000 },
  async () => {
    const seed = Number(process.env["SEED"] ?? 1);
    const random = new SplitMix64(seed);
    const letters = new Letters();
    const id = await server.create("");
    let kept = "";
    for (let kill = 0; kill < KILLS; kill++) {
      try {
        let ada = await Person.sitDown(chromium.context, "Ada");
        await ada.openDocument(wire.url, id);
        await ada.press("Control+End");
        // What was typed when the last one was killed, and not shown as kept, may be lost.
        const before = await ada.content();
        await ada.type(letters.take(3));
        if (random.oneIn(2)) await ada.settled();
        wire.cut();
        const shown = await believing(ada);
        const more = letters.take(400);
        void ada.type(more).catch(() => undefined);
        await eventually(
          "something is shown as kept",
          shown,
          (text) => text.length > before.length,
        );
        await pause(random.below(600));
        await chromium.kill();
        kept = shown();

        chromium = await ChromiumProcess.start(profile);
        ada = await Person.sitDown(chromium.context, "Ada");
        await ada.open(`${wire.url}/d/${id}`);
        const { text: found } = await eventually(
          `the ${kept.length} letters are there, without a network`,
          async () => ({ text: await ada.content(), ...(await evidence(ada)) }),
          ({ text }) => text.length >= kept.length,
        );
        expect(found.slice(0, kept.length), `${before.length} letters before`).toBe(kept);
        wire.restore();
        await ada.settled();
        expect(await ada.content()).toBe(found);
        expect(await expectLogged(server, id, kept)).toBe(found);
        await ada.page.close();
      } catch (failure) {
        const replays = `${FULL ? "TIER=full " : ""}SEED=${seed} replays`;
        throw new Error(`${replays}, kill ${kill}: ${String(failure)}`, { cause: failure });
      }
    }
  },
);
