import { join } from "node:path";
import type { Page } from "playwright-core";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { Meeting } from "./support/Meeting";
import { eventually } from "./support/eventually";
import { PageServer } from "./support/PageServer";
import type { Person } from "./support/Person";
import { ServerProcess } from "./support/ServerProcess";

const root = join(import.meta.dirname, "..");
const first = join(root, "dist");
const second = join(root, "target/next-version");
/** The modules that are others in the next version: of what every page starts with, and of the editor. */
const changed = /\/(ui\/main|openDocument)\.ts$/;

/**
 * A worker that skips the waiting waits for the old one to be idle all the same. Asked for something
 * while it is being ended, that one starts again, and is idle after another half a minute only.
 */
const HANDOVER_MILLIS = 90_000;
const slow = { timeout: 2 * HANDOVER_MILLIS + 60_000 };

let meeting: Meeting;
/** A server that wants no service worker. */
let off: ServerProcess;
let site: PageServer;
let ada: Person;

beforeAll(async () => {
  meeting = await Meeting.begin();
  off = await ServerProcess.start({ flags: ["--offline-app", "off"] });
  // The runner of the tests says "test", and the build would be one for developing.
  vi.stubEnv("NODE_ENV", "production");
  await build({
    root,
    logLevel: "error",
    build: { outDir: second },
    plugins: [
      {
        name: "next",
        transform: (code, id) => (changed.test(id) ? `window.isNext = true;\n${code}` : null),
      },
    ],
  });
  vi.unstubAllEnvs();
});

beforeEach(async () => {
  site = await PageServer.start(meeting.server.port, first);
  ada = await meeting.arrive("Ada");
  await ada.open(site.url);
  await ada.installed();
  // The first page of all came from the network; from the second on it is the worker's.
  await ada.page.reload();
});

afterEach(async () => {
  await meeting.leave();
  await site.stop();
});

afterAll(async () => {
  await meeting.end();
  await off.stop();
});

/**
 * As the browser does by itself when a page is opened, and the page each hour. It may have been
 * first: then there is another worker, or none.
 */
function lookForUpdate(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const known = () => navigator.serviceWorker.getRegistration();
    const registration = await known();
    await registration?.update().catch(async (failure: unknown) => {
      if ((await known()) !== undefined) throw failure;
    });
  });
}

/**
 * Until that worker is the one of this page. A navigation which the browser gave to the old one,
 * and that one did not answer before it was ended, would hang.
 */
async function takesOver(page: Page, script: string): Promise<void> {
  await page.evaluate(() => Object.assign(window, { before: navigator.serviceWorker.controller }));
  await comes(page, script);
  await eventually(
    "the other worker has taken over",
    () =>
      page.evaluate(() => {
        const { before } = window as unknown as { before: ServiceWorker };
        return navigator.serviceWorker.controller !== before;
      }),
    Boolean,
    HANDOVER_MILLIS,
  );
}

/** The server has that worker, and the browser looks once, when the page is done with the old one. */
async function comes(page: Page, script: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  site.replaced.set("/sw.js", script);
  await lookForUpdate(page);
}

/** Until this browser has no worker for the page any more. */
function gone(page: Page): Promise<unknown> {
  return eventually(
    "the worker is gone",
    () => page.evaluate(workers),
    (states) => states === null,
    HANDOVER_MILLIS,
  );
}

/** In which state the workers are that the browser has for the page, or null if it has none. */
async function workers(): Promise<object | null> {
  const registration = await navigator.serviceWorker.getRegistration();
  if (registration === undefined) return null;
  const { installing, waiting, active } = registration;
  const [coming, next, now] = [installing, waiting, active].map((worker) => worker?.state);
  return { coming, next, now, controls: navigator.serviceWorker.controller?.state };
}

function isNext(page: Page): Promise<boolean> {
  return page.evaluate(() => "isNext" in window);
}

/** Until the page is that of the next version; while it loads again, it cannot be asked. */
function nextCame(page: Page): Promise<unknown> {
  const isHere = () => isNext(page).catch(() => false);
  return eventually("the new version is here", isHere, Boolean, HANDOVER_MILLIS);
}

function appCaches(page: Page): Promise<number> {
  return page.evaluate(async () => (await caches.keys()).length);
}

function prompt(page: Page) {
  return page.getByRole("region", { name: "New version" });
}

test("a new version is offered, waits, and comes when it is wanted", slow, async () => {
  site.deploy(second);
  await lookForUpdate(ada.page);
  await prompt(ada.page).getByText("A new version of Rejoin is ready.").waitFor();
  await ada.picture("update-real");
  await ada.page.reload();
  expect(await isNext(ada.page), "nothing changes before it is wanted").toBe(false);
  await prompt(ada.page).getByRole("button", { name: "Reload" }).focus();
  await ada.press("Enter");
  await nextCame(ada.page);
  expect(await prompt(ada.page).isHidden()).toBe(true);
  await eventually(
    "the files of the old version are gone",
    () => appCaches(ada.page),
    (count) => count === 1,
  );
});

test(
  "a tab that did not ask goes on with the old version, with all of its parts",
  slow,
  async () => {
    const old = await ada.context.newPage();
    await old.goto(site.url);
    const editor = await old.evaluate(async () => {
      const [name] = await caches.keys();
      const kept = await (await caches.open(name!)).keys();
      return kept.map(({ url }) => url).find((url) => url.includes("openDocument"))!;
    });
    site.deploy(second);
    await lookForUpdate(ada.page);
    await prompt(ada.page).getByRole("button", { name: "Reload" }).click();
    await nextCame(ada.page);
    expect(await isNext(old), "nobody reloads it").toBe(false);
    await prompt(old).getByText("A new version of Rejoin is ready.").waitFor();
    expect((await fetch(editor)).status, "the server does not have it any more").toBe(404);
    // As a string, or the test runner would make an import of its own out of it.
    const exports = await old.evaluate(`import("${editor}").then((part) => Object.keys(part))`);
    expect(exports).toContain("openDocument");
    await prompt(old).getByRole("button", { name: "Reload" }).click();
    await nextCame(old);
  },
);

test("with changes that are in this tab only, the new version has to wait", slow, async () => {
  const id = await meeting.server.create("");
  await ada.page.addInitScript(() => {
    Object.defineProperty(window, "indexedDB", { value: undefined });
  });
  await ada.openDocument(site.url, id);
  site.deploy(second);
  await lookForUpdate(ada.page);
  await prompt(ada.page).waitFor();
  await meeting.server.kill();
  await ada.text.focus();
  await ada.type("Only here");
  await prompt(ada.page).getByRole("button", { name: "Reload" }).click();
  await prompt(ada.page).getByText("Reload when they are saved").waitFor();
  expect(await ada.content()).toBe("Only here");
  await meeting.server.startAgain();
  await ada.settled();
  await prompt(ada.page).getByRole("button", { name: "Reload" }).click();
  await nextCame(ada.page);
});

test("a build of which a part does not arrive changes nothing", async () => {
  site.deploy(second);
  site.replaced.set("/index.html", "<h1>Welcome to the hotel</h1>");
  await lookForUpdate(ada.page);
  await eventually(
    "the newcomer is given up",
    () =>
      ada.page.evaluate(async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        return registration!.installing === null && registration!.waiting === null;
      }),
    Boolean,
  );
  await ada.page.reload();
  await ada.page.getByRole("heading", { name: "Documents", exact: true }).waitFor();
});

/** As a worker that answers every page, and asks nobody. */
const broken = `
  self.addEventListener("install", () => self.skipWaiting());
  self.addEventListener("activate", (event) => event.waitUntil(clients.claim()));
  self.addEventListener("fetch", (event) => {
    event.respondWith(new Response("broken", { headers: { "content-type": "text/html" } }));
  });`;

/** What the server that wants no worker has in the place of one. */
async function farewell(): Promise<string> {
  return (await fetch(`${off.url}/sw.js`)).text();
}

test("a broken worker is taken back by the server", slow, async () => {
  await takesOver(ada.page, broken);
  for (const path of ["/storage", "/"]) {
    await ada.open(site.url + path);
    expect(await ada.page.textContent("body")).toBe("broken");
  }
  site.leadTo(off.port);
  // One look, and nobody touches the page: it needs no more.
  await comes(ada.page, await farewell());
  await gone(ada.page);
  await ada.open(site.url);
  await ada.page.getByRole("heading", { name: "Documents", exact: true }).waitFor();
  expect(await ada.page.evaluate(workers)).toBe(null);
  expect(await appCaches(ada.page)).toBe(0);
});

test("a worker that is taken back goes, though its caches cannot be read", slow, async () => {
  const refusing = `caches.keys = () => Promise.reject(new Error("the disk is broken"));`;
  site.leadTo(off.port);
  await comes(ada.page, refusing + (await farewell()));
  await gone(ada.page);
});

test(
  "a worker that is taken back goes, though a page that asked another server wants it",
  slow,
  async () => {
    // Pages hear from the one server that there is a worker, and have it from the other.
    await takesOver(ada.page, await farewell());
    // At once: this page comes while the worker goes, and registers it again.
    await ada.open(site.url);
    await ada.page.getByRole("heading", { name: "Documents", exact: true }).waitFor();
    await gone(ada.page);
  },
);

test(
  "a page that is open when its worker is taken back stays, and offers no new version",
  slow,
  async () => {
    site.leadTo(off.port);
    await comes(ada.page, await farewell());
    await gone(ada.page);
    await eventually("nothing is offered", () => prompt(ada.page).isHidden(), Boolean);
    await ada.page.getByRole("heading", { name: "Documents", exact: true }).waitFor();
  },
);
