import { afterAll, beforeAll, expect, test } from "vitest";
import { Meeting } from "./support/Meeting";
import type { Person } from "./support/Person";
import { eventually } from "./support/eventually";

let meeting: Meeting;

beforeAll(async () => {
  meeting = await Meeting.begin();
});

afterAll(() => meeting.end());

test("a server that is killed while people type comes back, and everything is there", async () => {
  const id = await meeting.server.create("Before\n");
  const ada = await meeting.join(id, "Ada", "#d43d51");
  const bo = await meeting.join(id, "Bo", "#0a8f86");
  await ada.press("Control+End");
  await bo.press("Control+Home");
  const typing = [
    ada.type("Ada goes on writing as if nothing had happened.", 15),
    bo.type("So does Bo. ", 40),
  ];
  await eventually(
    "some of it is stored",
    () => meeting.server.content(id),
    (text) => text.length > 20,
  );
  await meeting.server.kill();
  await Promise.all(typing);
  await eventually(
    "Ada is told",
    () => ada.notice.textContent(),
    (said) => said?.includes("kept on this device since") ?? false,
  );
  await meeting.server.startAgain();
  const text = await meeting.agreement(id);
  expect(text).toBe("So does Bo. Before\nAda goes on writing as if nothing had happened.");
});

test("a page that would lose unsent edits asks before it is left, and no other", async () => {
  const id = await meeting.server.create("");
  const ada = await meeting.join(id, "Ada", "#d43d51");
  const bo = await meeting.arrive("Bo", "#0a8f86");
  await bo.page.addInitScript(() =>
    Object.defineProperty(window, "indexedDB", { value: undefined }),
  );
  await bo.openDocument(meeting.server.url, id);
  await meeting.server.kill();
  await ada.text.focus();
  await ada.type("kept");
  await ada.kept();
  expect(await leaving(ada)).toEqual([]);
  await bo.text.focus();
  await bo.type("not");
  await eventually(
    "the change waits",
    () => bo.notice.textContent(),
    (said) => said?.includes("in this tab only") ?? false,
  );
  expect(await leaving(bo)).toEqual(["beforeunload"]);
  await meeting.leave();
  await meeting.server.startAgain();
});

/** What the browser asks when the page is left. */
async function leaving({ page }: Person): Promise<string[]> {
  const asked: string[] = [];
  page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await page.goto("about:blank");
  return asked;
}
