import { afterAll, beforeAll, expect, test } from "vitest";
import { Meeting } from "./support/Meeting";
import { eventually } from "./support/eventually";

const family = "👨‍👩‍👧‍👦";

let meeting: Meeting;

beforeAll(async () => {
  meeting = await Meeting.begin(3);
});

afterAll(() => meeting.end());

test("three people type at once, one of them through a cut wire, and end with the same text", async () => {
  const id = await meeting.server.create("# Minutes\n\nAlpha\nBeta\nGamma\n");
  const [ada, bo, mina] = [
    await meeting.join(id, "Ada Lovelace", "#d43d51", 0),
    await meeting.join(id, "Bo Lindqvist", "#0a8f86", 1),
    await meeting.join(id, "Mina Okafor", "#7a5bd6", 2),
  ];
  await eventually(
    "Ada sees three people",
    () =>
      ada.page.getByRole("list", { name: "People in this document" }).getByRole("button").count(),
    (count) => count === 3,
  );

  const start = await ada.content();
  await ada.select(start.indexOf("Alpha") + 5);
  await bo.select(start.indexOf("Beta"), start.indexOf("Beta") + 4);
  await mina.select(start.length);
  await Promise.all([
    ada.type(` is for Ada ${family} and then some`, 4),
    bo.type("BETA, replaced 🦊", 4),
    mina.type("At the end 🏳️‍🌈", 4),
  ]);
  await ada.picture("together-typing");
  await meeting.agreement(id);

  meeting.wire(1).cut();
  await bo.context.setOffline(true);
  await Promise.all([
    bo.type(" written in a tunnel 🚇", 4),
    ada.paste(`\r\npasted ${family}\r\nin lines\r`),
    mina.type(" mistake", 4).then(() => mina.press("Control+z")),
  ]);
  await eventually(
    "Bo is told that the changes are kept",
    () => bo.notice.textContent(),
    (said) => /Offline: \d+ changes? kept on this device since \d\d:\d\d/.test(said ?? ""),
  );
  await bo.picture("together-offline");
  const typing = bo.type(" and out of it again", 10);
  meeting.wire(1).restore();
  await bo.context.setOffline(false);
  await typing;

  meeting.wire(2).stall();
  await mina.type(" …said into silence", 4);
  await ada.select(0, 9);
  await ada.type("# Minutes, agreed", 4);
  meeting.wire(2).restore();

  const text = await meeting.agreement(id);
  for (const part of [
    "# Minutes, agreed",
    `Alpha is for Ada ${family} and then some`,
    `pasted ${family}\nin lines\n`,
    "BETA, replaced 🦊 written in a tunnel 🚇 and out of it again",
    "At the end 🏳️‍🌈",
    "…said into silence",
  ]) {
    expect(text).toContain(part);
  }
  expect(text).not.toContain("\r");
  await ada.picture("together-ada");
  await bo.picture("together-bo");
  await mina.picture("together-mina");
});
