import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { accessibilityProblems } from "./support/accessibility";
import { Meeting } from "./support/Meeting";
import { Person, type PersonOptions } from "./support/Person";
import { eventually } from "./support/eventually";

let meeting: Meeting;

beforeAll(async () => {
  meeting = await Meeting.begin();
});

afterEach(() => meeting.leave());

afterAll(() => meeting.end());

async function visitor(options?: PersonOptions): Promise<Person> {
  const person = await Person.arrive(meeting.browser, options);
  meeting.people.push(person);
  return person;
}

test("from an empty list to a document that somebody else opens by its link", async () => {
  const ada = await visitor({ permissions: ["clipboard-read", "clipboard-write"] });
  await ada.open(meeting.server.url);
  await ada.page.getByRole("heading", { name: "No documents yet" }).waitFor();
  await ada.picture("list-empty");
  expect(await accessibilityProblems(ada.page)).toEqual([]);
  await ada.page.getByRole("button", { name: "Write the first one" }).click();

  await ada.page.getByRole("dialog", { name: "Who are you?" }).waitFor();
  await ada.picture("name");
  await ada.type("Ada Lovelace");
  await ada.page.getByRole("radio", { name: "Violet" }).check();
  await ada.press("Enter");
  await ada.settled();
  await ada.type("# Plans\nfor Thursday");
  await ada.settled();
  await eventually(
    "the title follows the text",
    () => ada.page.title(),
    (title) => title === "Plans – Rejoin",
  );

  await ada.page.getByRole("button", { name: "Copy link" }).click();
  await ada.page.getByRole("button", { name: "Link copied" }).waitFor();
  const link = await ada.page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(ada.page.url());

  const bo = await visitor({ name: "Bo" });
  await bo.open(link);
  await bo.sees("# Plans\nfor Thursday");
  await bo.page.getByRole("button", { name: "Ada Lovelace: go to their cursor" }).waitFor();
});

test("who came once is not asked again, and can take another name", async () => {
  const id = await meeting.server.create("text");
  const ada = await meeting.join(id, "Ada", "#d43d51");
  const bo = await meeting.join(id, "Bo", "#0a8f86");
  await ada.page.getByRole("button", { name: "You, Ada: change name or colour" }).click();
  const name = ada.page.getByRole("textbox", { name: "Name" });
  await name.fill("Augusta");
  await name.press("Enter");
  await bo.page.getByRole("button", { name: "Augusta: go to their cursor" }).waitFor();
  await ada.page.getByRole("button", { name: "You, Augusta: change name or colour" }).waitFor();
});

test("the list shows titles, the last changed first, and finds by title", async () => {
  const older = await meeting.server.create("An older matter\n");
  const newer = await meeting.server.create("A newer matter\n");
  const ada = await visitor({ name: "Ada" });
  await ada.open(meeting.server.url);
  const rows = ada.page.getByRole("main").getByRole("listitem").getByRole("link");
  await rows.first().waitFor();
  const addresses = await rows.evaluateAll((links) =>
    links.map((link) => link.getAttribute("href")),
  );
  expect(addresses.indexOf(`/d/${newer}`)).toBeLessThan(addresses.indexOf(`/d/${older}`));
  await ada.picture("list");
  expect(await accessibilityProblems(ada.page)).toEqual([]);
  await ada.page.getByRole("searchbox", { name: "Search titles" }).fill("OLDER");
  await eventually(
    "one is found",
    () => rows.count(),
    (count) => count === 1,
  );
  expect(await rows.first().textContent()).toContain("An older matter");
  await ada.page.getByRole("searchbox").fill("nothing like it");
  await ada.page.getByRole("heading", { name: "Nothing found" }).waitFor();
  await ada.page.getByRole("searchbox").fill("older");
  await rows.first().click();
  await ada.sees("An older matter\n");
});

test("an address without a document says so, and helps on", async () => {
  const ada = await visitor({ name: "Ada" });
  await ada.open(`${meeting.server.url}/d/never-made`);
  await ada.page.getByRole("heading", { name: "There is no document here" }).waitFor();
  await ada.picture("not-found");
  expect(await accessibilityProblems(ada.page)).toEqual([]);
  await ada.page.getByRole("link", { name: "All documents", exact: true }).click();
  await ada.page.getByRole("heading", { name: "Documents" }).waitFor();
});

test("everything can be done with the keyboard alone", async () => {
  const ada = await visitor({ name: "Ada" });
  await ada.open(meeting.server.url);
  await ada.page.getByRole("button", { name: "New document" }).waitFor();
  await ada.press("Tab");
  expect(await focused(ada)).toBe("Skip to the documents");
  await ada.press("Tab", "Tab");
  expect(await focused(ada)).toBe("New document");
  await ada.press("Enter");
  await ada.settled();
  await ada.type("Written without a mouse");
  await ada.press("Shift+Tab");
  expect(await focused(ada)).toBe("Copy link");
  await ada.press("Shift+Tab");
  expect(await focused(ada)).toBe("You, Ada: change name or colour");
  await ada.press("Enter");
  await ada.page.getByRole("dialog", { name: "You" }).waitFor();
  await ada.press("Escape");
  await eventually(
    "focus is back",
    () => focused(ada),
    (name) => name.startsWith("You, Ada"),
  );
  // To the end: on a slow machine the editor takes the browser's caret, which comes at the start.
  await ada.press("Tab", "Tab", "Control+End");
  await ada.type("!");
  await ada.sees("Written without a mouse!");
});

test("without the server the list says what is wrong, and tries again", async () => {
  const ada = await visitor({ name: "Ada" });
  await ada.page.route("**/v1/documents", (route) => route.abort());
  await ada.open(meeting.server.url);
  await ada.page.getByRole("heading", { name: "The list could not be loaded" }).waitFor();
  await ada.page.unroute("**/v1/documents");
  await ada.page.getByRole("button", { name: "Try again" }).click();
  await ada.page.getByRole("searchbox").waitFor();
});

test("an editor that does not arrive is said to be missing, and asked for again", async () => {
  const id = await meeting.server.create("worth the wait");
  const ada = await visitor({ name: "Ada" });
  await ada.page.route("**/assets/openDocument-*.js", (route) => route.abort());
  await ada.open(`${meeting.server.url}/d/${id}`);
  await ada.page.getByRole("heading", { name: "The page did not load" }).waitFor();
  await ada.page.unroute("**/assets/openDocument-*.js");
  await ada.page.getByRole("button", { name: "Load again" }).click();
  await ada.sees("worth the wait");
});

/** What a screen reader would call the element that has the focus. */
function focused(person: Person): Promise<string> {
  return person.page.evaluate(() => {
    const element = document.activeElement;
    return element?.getAttribute("aria-label") ?? element?.textContent ?? "";
  });
}
