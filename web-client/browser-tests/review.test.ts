import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { ABSENCE_MILLIS } from "../src/sync/reunion/Review";
import { accessibilityProblems } from "./support/accessibility";
import { eventually } from "./support/eventually";
import { Meeting } from "./support/Meeting";
import type { Person } from "./support/Person";

const PLAN = "# Plan\n\nWe meet at six by the bridge.\n\nBring a lamp.\n";

let meeting: Meeting;

beforeAll(async () => {
  meeting = await Meeting.begin(1);
});

afterEach(() => meeting.leave());

afterAll(() => meeting.end());

/** Ada, whose wire can be cut, and Bo. */
async function two(): Promise<{ id: string; ada: Person; bo: Person }> {
  const id = await meeting.server.create(PLAN);
  const ada = await meeting.arrive("Ada", "#d43d51");
  await ada.page.clock.install();
  await ada.openDocument(meeting.wire(0).url, id);
  return { id, ada, bo: await meeting.join(id, "Bo", "#0a8f86") };
}

async function replace(person: Person, words: string, text: string): Promise<void> {
  const from = (await person.content()).indexOf(words);
  await person.select(from, from + words.length);
  await person.type(text);
}

/** Ada is away for long enough, and both write. */
async function apart(
  ada: Person,
  bo: Person,
  mine: () => Promise<void>,
  theirs: () => Promise<void>,
) {
  meeting.wire(0).cut();
  await mine();
  await ada.kept();
  await ada.page.clock.fastForward(ABSENCE_MILLIS);
  await theirs();
  await bo.settled();
  meeting.wire(0).restore();
  await ada.page.clock.fastForward(60_000);
}

async function choose(person: Person, policy: string): Promise<void> {
  await person.page.getByRole("button", { name: /^You, / }).click();
  await person.page.getByRole("radio", { name: policy }).check();
  await person.page.getByRole("button", { name: "Save", exact: true }).click();
}

async function says(person: Person, words: string): Promise<void> {
  await eventually(
    `the status says ${words}`,
    () => person.status.textContent(),
    (said) => said === words,
  );
}

test("what both edited is shown side by side, and one's own version can be kept as a copy", async () => {
  const { ada, bo, id } = await two();
  await apart(
    ada,
    bo,
    () => replace(ada, "six", "half past five"),
    () => replace(bo, "six", "seven"),
  );
  await ada.settled();
  const away = ada.page.getByRole("region", { name: "While you were away" });
  await away.getByText("Others edited what you edited while you were away (1 place).").waitFor();
  await ada.picture("review-notice");
  await away.getByRole("button", { name: "Review" }).click();

  const dialog = ada.page.getByRole("dialog", { name: "What became of your changes" });
  const text = (name: string) => dialog.getByRole("region", { name, exact: true }).textContent();
  expect(await text("Yours")).toMatch(/removed: six\s*added: half past five/);
  expect(await text("Theirs")).toMatch(/removed: six\s*added: seven/);
  expect(await text("Together")).toContain("bridge.");
  expect(await accessibilityProblems(ada.page)).toEqual([]);
  await ada.picture("review-dialog");
  await dialog.getByRole("button", { name: "Keep my version as a copy" }).click();
  await dialog.getByText("Kept as a copy.").waitFor();
  await dialog.getByRole("button", { name: "Show in text" }).click();
  expect(await ada.page.evaluate(() => getSelection()?.toString())).toContain("We meet at");
  await away.getByRole("button", { name: "Review" }).click();
  await dialog.getByRole("button", { name: "Looks good" }).click();
  await away.waitFor({ state: "hidden" });

  const merged = await ada.content();
  expect(merged).toContain("half past five");
  expect(merged).toContain("seven");
  await bo.sees(merged);
  expect(await meeting.server.content(id)).toBe(merged);
  await ada.status.click();
  await ada.page.getByRole("button", { name: "1 copy of yours" }).click();
  const copies = ada.page.getByRole("dialog", { name: "Your copies" });
  await copies.getByText("Show it").click();
  expect(await copies.locator("pre").textContent()).toBe(PLAN.replace("six", "half past five"));
  // But for what the cut wire refused.
  const ofTheWire = /WebSocket|Failed to load resource: net::/;
  expect(ada.complaints.filter((said) => !ofTheWire.test(said))).toEqual([]);
});

test("who wants to be asked when others edited the same places sends nothing before, reload or not", async () => {
  const { ada, bo, id } = await two();
  await choose(ada, "Ask me if others edited the same places");
  await apart(
    ada,
    bo,
    () => replace(ada, "lamp", "torch"),
    () => replace(bo, "six", "seven"),
  );
  await ada.settled();
  await apart(
    ada,
    bo,
    () => replace(ada, "torch", "candle"),
    () => replace(bo, "torch", "lantern"),
  );
  await says(ada, "Waiting for you");
  const held = await ada.content();
  expect(held).toContain("candle");
  expect(held).toContain("lantern");
  await ada.picture("review-held");

  await ada.page.reload();
  await says(ada, "Waiting for you");
  await ada.sees(held);
  await bo.press("Control+Home");
  await bo.type("!");
  await ada.sees(`!${held}`);
  expect(await meeting.server.content(id)).not.toContain("candle");
  await ada.page.getByRole("button", { name: "Review" }).click();
  const dialog = ada.page.getByRole("dialog", { name: "What became of your changes" });
  await dialog.getByText("added: candle").first().waitFor();
  await dialog.getByRole("button", { name: "Send my changes" }).click();
  await ada.settled();
  await bo.sees(`!${held}`);
});

test("who always wants to be asked sends nothing of an absence before, also from a closed tab", async () => {
  const { ada, bo, id } = await two();
  await choose(ada, "Always ask me");
  meeting.wire(0).cut();
  await replace(ada, "lamp", "torch");
  await ada.kept();
  const tab = ada;
  const next = await ada.anotherTab();
  await tab.page.close();
  meeting.wire(0).restore();
  // Every page brings to the server what closed tabs left; but not this.
  await next.open(meeting.wire(0).url);
  await next.page.getByText("Plan").first().waitFor();
  await bo.press("Control+Home");
  await bo.type("!");
  await bo.settled();

  await next.open(`${meeting.wire(0).url}/d/${id}`);
  await says(next, "Waiting for you");
  expect(await meeting.server.content(id)).toBe(`!${PLAN}`);
  await next.page.getByRole("button", { name: "Review" }).click();
  await next.page.getByText("No place was edited by both.").waitFor();
  await next.page.keyboard.press("Escape");
  await next.page.getByRole("button", { name: "Send my changes" }).click();
  await next.settled();
  await bo.sees(`!${PLAN.replace("lamp", "torch")}`);
  await next.leave();
});
