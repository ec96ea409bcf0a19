import type { CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Meeting } from "./support/Meeting";
import { eventually } from "./support/eventually";

const TAG = "rejoin:outboxes";

let meeting: Meeting;

beforeAll(async () => {
  meeting = await Meeting.begin();
});

afterAll(() => meeting.end());

/** An address of this server at which none of our code runs, so that only the worker can act. */
async function quietPage(page: Page): Promise<void> {
  await page.goto(`${meeting.server.url}/favicon.svg`);
}

/** As the browser does when there is a network again. */
async function dispatchSync(session: CDPSession): Promise<void> {
  const registered = new Promise<string>((resolve) => {
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const own = registrations.find(({ scopeURL }) => scopeURL.startsWith(meeting.server.url));
      if (own !== undefined) resolve(own.registrationId);
    });
  });
  await session.send("ServiceWorker.enable");
  const registrationId = await registered;
  const origin = meeting.server.url;
  const event = { origin, registrationId, tag: TAG, lastChance: false };
  await session.send("ServiceWorker.dispatchSyncEvent", event);
}

function syncTags(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const { sync } = registration as unknown as { sync: { getTags(): Promise<string[]> } };
    return sync.getTags();
  });
}

test("what was written in a tab that is closed goes out without any page", async () => {
  const id = await meeting.server.create("Said ");
  const ada = await meeting.arrive("Ada");
  await ada.open(meeting.server.url);
  await ada.installed();
  await ada.openDocument(meeting.server.url, id);
  const other = await ada.context.newPage();
  await quietPage(other);
  await meeting.server.kill();
  await ada.press("Control+End");
  await ada.type("in the tunnel");
  await ada.kept();
  await ada.page.close();
  await eventually(
    "the browser was asked to send it",
    () => syncTags(other),
    (tags) => tags.includes(TAG),
  );
  await meeting.server.startAgain();
  await dispatchSync(await ada.context.newCDPSession(other));
  await eventually(
    "the worker brought it to the server",
    () => meeting.server.content(id),
    (text) => text === "Said in the tunnel",
  );
  const log = await fetch(`${meeting.server.url}/v1/documents/${id}/ops?from=1`);
  const { ops } = (await log.json()) as { ops: { user: string }[] };
  expect(ops.map(({ user }) => user)).toEqual(ops.map(() => "~Ada"));
});
