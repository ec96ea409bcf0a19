import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { Meeting } from "./support/Meeting";
import { eventually } from "./support/eventually";
import { row } from "./support/list";
import type { Person } from "./support/Person";

let meeting: Meeting;
let ada: Person;

beforeAll(async () => {
  meeting = await Meeting.begin();
});

beforeEach(async () => {
  ada = await meeting.arrive("Ada");
  await ada.open(meeting.server.url);
  await ada.installed();
});

afterEach(() => meeting.leave());

afterAll(() => meeting.end());

async function written(content: string): Promise<string> {
  const id = await meeting.server.create(content);
  await ada.openDocument(meeting.server.url, id);
  return id;
}

/** As long as `act` takes, there is no server. */
async function withoutServer(act: () => Promise<void>): Promise<void> {
  await meeting.server.kill();
  try {
    await act();
  } finally {
    await meeting.server.startAgain();
  }
}

test("after one visit the list and a document open without a server, and what is written then is sent later", async () => {
  const id = await written("Before the tunnel");
  await withoutServer(async () => {
    await ada.page.reload();
    await ada.sees("Before the tunnel");
    await ada.press("Control+End");
    await ada.type(", and in it");
    await ada.kept();
    await ada.page.reload();
    await ada.sees("Before the tunnel, and in it");

    await ada.open(meeting.server.url);
    const notice = ada.page.getByText("Offline: the server cannot be reached");
    await notice.waitFor();
    await row(ada, "Before the tunnel").getByText("11 changes not sent yet").waitFor();
    await ada.picture("list-offline-real");
    await row(ada, "Before the tunnel").getByRole("link").click();
    await ada.sees("Before the tunnel, and in it");
  });
  await ada.settled();
  expect(await meeting.server.content(id)).toBe("Before the tunnel, and in it");
});

test("titles are found without a server", async () => {
  await written("Kingfishers\n");
  await written("Herons\n");
  await withoutServer(async () => {
    await ada.open(meeting.server.url);
    await row(ada, "Herons").waitFor();
    await ada.page.getByRole("searchbox", { name: "Search titles" }).fill("kingf");
    await eventually(
      "one is found",
      () => ada.page.getByRole("main").getByRole("listitem").count(),
      (count) => count === 1,
    );
    await row(ada, "Kingfishers").waitFor();
  });
});

test("a document begun without a server is born at the first contact, once", async () => {
  let id = "";
  await withoutServer(async () => {
    await ada.open(meeting.server.url);
    await ada.page.getByRole("button", { name: "New document" }).click();
    await eventually("one can write", () => ada.text.isEditable(), Boolean);
    await ada.type("Begun in a tunnel");
    await ada.kept();
    await ada.page.reload();
    await ada.sees("Begun in a tunnel");
    id = new URL(ada.page.url()).pathname.split("/").at(-1)!;
  });
  await ada.settled();
  expect(await meeting.server.content(id)).toBe("Begun in a tunnel");
});

test("a document that was kept for offline opens without a server, though it never was open", async () => {
  const id = await meeting.server.create("Worth keeping");
  await ada.open(meeting.server.url);
  const kept = row(ada, "Worth keeping");
  await kept.getByRole("button", { name: "Keep offline “Worth keeping”" }).click();
  await kept.getByText("On this device").waitFor();
  await withoutServer(async () => {
    await ada.open(`${meeting.server.url}/d/${id}`);
    await ada.sees("Worth keeping");
  });
});

test("what a closed tab left is sent by the next page, whichever it is", async () => {
  const id = await written("Left: ");
  await withoutServer(async () => {
    await ada.press("Control+End");
    await ada.type("unsent");
    await ada.kept();
    await ada.page.goto("about:blank");
  });
  await ada.open(meeting.server.url);
  await eventually(
    "the list sent it",
    () => meeting.server.content(id),
    (text) => text === "Left: unsent",
  );
  await eventually(
    "nothing is shown as unsent",
    () => row(ada, "Left:").textContent(),
    (said) => said?.includes("not sent") === false,
  );
});

test("the page about storage removes what the server has, and never what it has not", async () => {
  await written("On the server too");
  const id = await written("Not yet: ");
  await withoutServer(async () => {
    await ada.press("Control+End");
    await ada.type("this");
    await ada.kept();
    await ada.open(`${meeting.server.url}/storage`);
    await row(ada, "Not yet: this").getByText("Stays until it is sent").waitFor();
    await ada.picture("storage-real");
    const removed = row(ada, "On the server too");
    await removed.getByRole("button", { name: "Remove “On the server too”" }).click();
    await removed.waitFor({ state: "detached" });
    await ada.page.reload();
    await row(ada, "Not yet: this").waitFor();
    expect(await ada.page.getByRole("main").getByRole("listitem").count()).toBe(1);
    await ada.open(`${meeting.server.url}/d/${id}`);
    await ada.sees("Not yet: this");
  });
});

test("diagnostics tell of the other tabs, and hold no word of any document", async () => {
  const id = await written("Secret words");
  const page = await ada.context.newPage();
  await page.goto(`${meeting.server.url}/diagnostics`);
  await page.getByText("Open tab 1").click();
  await page.getByRole("cell", { name: "received" }).first().waitFor();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save as a file" }).click(),
  ]);
  const report = await new Response((await download.createReadStream()) as never).text();
  expect(JSON.parse(report)).toMatchObject({ offlineApp: "ready", tabs: [{ version: "0.1.0" }] });
  for (const secret of ["Secret", "Ada", id]) expect(report).not.toContain(secret);
});
