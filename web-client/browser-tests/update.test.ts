import { join } from "node:path";
import type { Page } from "playwright-core";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { Meeting } from "./support/Meeting";
import { eventually } from "./support/eventually";
import { PageServer } from "./support/PageServer";
import type { Person } from "./support/Person";

const root = join(import.meta.dirname, "..");
const first = join(root, "dist");
const second = join(root, "target/next-version");
/** The modules that are others in the next version: of what every page starts with, and of the editor. */
const changed = /\/(ui\/main|openDocument)\.ts$/;

let meeting: Meeting;
let site: PageServer;
let ada: Person;

beforeAll(async () => {
  meeting = await Meeting.begin();
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

afterAll(() => meeting.end());

/** As the browser does by itself when a page is opened, and the page each hour. */
function lookForUpdate(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration!.update();
  });
}

/** A page that is opened in the moment in which its worker changes may hang, and is opened again. */
function visit(page: Page, url: string): Promise<unknown> {
  const opened = () => page.goto(url, { timeout: 5_000 }).catch(() => null);
  return eventually(`${url} answers`, opened, Boolean);
}

function isNext(page: Page): Promise<boolean> {
  return page.evaluate(() => "isNext" in window);
}

function appCaches(page: Page): Promise<number> {
  return page.evaluate(async () => (await caches.keys()).length);
}

function prompt(page: Page) {
  return page.getByRole("region", { name: "New version" });
}

test("a new version is offered, waits, and comes when it is wanted", async () => {
  site.deploy(second);
  await lookForUpdate(ada.page);
  await prompt(ada.page).getByText("A new version of Rejoin is ready.").waitFor();
  await ada.picture("update-real");
  await ada.page.reload();
  expect(await isNext(ada.page), "nothing changes before it is wanted").toBe(false);
  await prompt(ada.page).getByRole("button", { name: "Reload" }).focus();
  await ada.press("Enter");
  await eventually("the new version is here", () => isNext(ada.page).catch(() => false), Boolean);
  expect(await prompt(ada.page).isHidden()).toBe(true);
  await eventually(
    "the files of the old version are gone",
    () => appCaches(ada.page),
    (count) => count === 1,
  );
});

test("a tab that did not ask goes on with the old version, with all of its parts", async () => {
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
  await eventually("the new version is here", () => isNext(ada.page).catch(() => false), Boolean);
  expect(await isNext(old), "nobody reloads it").toBe(false);
  await prompt(old).getByText("A new version of Rejoin is ready.").waitFor();
  expect((await fetch(editor)).status, "the server does not have it any more").toBe(404);
  // As a string, or the test runner would make an import of its own out of it.
  const exports = await old.evaluate(`import("${editor}").then((part) => Object.keys(part))`);
  expect(exports).toContain("openDocument");
  await prompt(old).getByRole("button", { name: "Reload" }).click();
  await eventually("it is the new one too", () => isNext(old).catch(() => false), Boolean);
});

test("with changes that are in this tab only, the new version has to wait", async () => {
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
  await eventually("the new version is here", () => isNext(ada.page).catch(() => false), Boolean);
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

test("a broken worker is taken back by the server", async () => {
  site.replaced.set(
    "/sw.js",
    `self.addEventListener("install", () => self.skipWaiting());
     self.addEventListener("activate", (event) => event.waitUntil(clients.claim()));
     self.addEventListener("fetch", (event) => {
       event.respondWith(new Response("broken", { headers: { "content-type": "text/html" } }));
     });`,
  );
  await lookForUpdate(ada.page);
  await eventually(
    "every page is broken",
    async () => {
      await visit(ada.page, `${site.url}/storage`);
      return ada.page.textContent("body");
    },
    (text) => text === "broken",
  );
  const off = await Meeting.begin(0, ["--offline-app", "off"]);
  const farewell = await fetch(`${off.server.url}/sw.js`);
  site.replaced.set("/sw.js", await farewell.text());
  await off.end();
  await visit(ada.page, site.url);
  // The browser looks for another worker by itself some time after a page was opened, sometimes late.
  await lookForUpdate(ada.page).catch(() => undefined);
  await eventually(
    "the worker is gone",
    () =>
      ada.page.evaluate(async () => {
        return (await navigator.serviceWorker.getRegistration()) === undefined;
      }),
    Boolean,
  );
  await visit(ada.page, site.url);
  await ada.page.getByRole("heading", { name: "Documents", exact: true }).waitFor();
  expect(await appCaches(ada.page)).toBe(0);
});
