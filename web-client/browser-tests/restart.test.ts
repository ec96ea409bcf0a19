import { afterAll, beforeAll, expect, test } from "vitest";
import { Meeting } from "./support/Meeting";
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
    () => ada.page.locator(".notice").textContent(),
    (said) => said?.includes("kept in this tab since") ?? false,
  );
  await meeting.server.startAgain();
  const text = await meeting.agreement(id);
  expect(text).toBe("So does Bo. Before\nAda goes on writing as if nothing had happened.");
});

test("a page that would lose unsent edits asks before it is left", async () => {
  const id = await meeting.server.create("");
  const ada = await meeting.join(id, "Ada", "#d43d51");
  await ada.type("saved");
  await ada.settled();
  const asked: string[] = [];
  ada.page.on("dialog", (dialog) => {
    asked.push(dialog.type());
    void dialog.accept();
  });
  await ada.page.reload();
  await ada.settled();
  expect(asked).toEqual([]);
  await ada.context.setOffline(true);
  await meeting.server.kill();
  await ada.text.focus();
  await ada.type(" not");
  await eventually(
    "the change waits",
    () => ada.page.locator(".notice").textContent(),
    (said) => said?.includes("kept in this tab") ?? false,
  );
  await ada.page.goto("about:blank");
  expect(asked).toEqual(["beforeunload"]);
  meeting.people.splice(meeting.people.indexOf(ada), 1);
  await ada.leave();
  await meeting.server.startAgain();
});
