import { afterAll, beforeAll, expect, test } from "vitest";
import { Gallery, SLOW_MILLIS, windows, type WindowName } from "./support/Gallery";

const FULL = process.env["TIER"] === "full";

const differentWhenNarrow = [
  "together",
  "crowd",
  "reconnecting",
  "blocked",
  "copy",
  "copy-mismatch",
  "name",
  "gone",
  "not-kept",
  "panel",
  "review",
  "review-open",
  "held",
  "held-open",
  "held-alone",
  "settings",
  "copies",
  "orphans-sent",
  "orphans-left",
];
const states = [
  ...differentWhenNarrow,
  "alone",
  "blank",
  "saving",
  "connecting",
  "offline",
  "waiting",
  "unreachable",
  "full",
  "refused",
  "reader",
  "forbidden",
  "demoted",
  "relayed",
  "cannot-keep",
];

/** What is on the screen when a state is complete, where it is more than the page. */
const shownBy: Readonly<Record<string, string>> = {
  name: "dialog",
  panel: ".panel:popover-open",
  relayed: ".panel:popover-open",
  "review-open": "dialog",
  "held-open": "dialog",
  "held-alone": "dialog",
  settings: "dialog",
  copies: "dialog",
};

/** The long tier shows everything everywhere; the quick one, in each size and light, what differs. */
const shownIn: readonly (readonly [WindowName, readonly string[]])[] = FULL
  ? (Object.keys(windows) as WindowName[]).map((window) => [window, states])
  : [
      ["wide-light", states],
      ["narrow-dark", differentWhenNarrow],
    ];

let gallery: Gallery;

beforeAll(async () => {
  gallery = await Gallery.open("index.html", (state) => shownBy[state] ?? ".status svg");
});

afterAll(() => gallery.close());

test.each(shownIn)(
  "every state is accessible and fits its window: %s",
  async (window, shown) => {
    expect(await gallery.problems(window, shown)).toEqual([]);
  },
  SLOW_MILLIS,
);

test("blocked: the text can be copied, saved, sent again or given up, and giving up is asked about", async () => {
  const context = await gallery.browser.newContext({ acceptDownloads: true });
  const page = await context.newPage();
  await gallery.show(page, "blocked");
  await page.getByRole("button", { name: "Try again" }).click();
  expect(await page.evaluate(() => document.body.dataset["retried"])).toBe("true");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Save as a file" }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("Field-notes-from-the-river-walk.md");
  await page.getByRole("button", { name: "Discard my changes" }).click();
  await page.getByRole("alertdialog", { name: "Discard your changes?" }).waitFor();
  await page.keyboard.press("Enter");
  expect(await page.evaluate(() => document.body.dataset["discarded"])).toBeUndefined();
  await page.getByRole("button", { name: "Discard my changes" }).click();
  await page.getByRole("button", { name: "Discard", exact: true }).click();
  await page.waitForFunction(() => document.body.dataset["discarded"] === "true");
  await context.close();
});

test("a wait counts down, and can be cut short", async () => {
  const context = await gallery.browser.newContext();
  const page = await context.newPage();
  // However long the page takes to load, for itself no time goes by.
  const now = Date.now();
  await page.clock.install({ time: now });
  await page.clock.pauseAt(now + 3_600_000);
  await gallery.show(page, "reconnecting");
  const notice = page.getByRole("region", { name: "Connection" });
  await notice.getByText("Reconnecting in 4 s").waitFor();
  await page.clock.runFor(2000);
  await notice.getByText("Reconnecting in 2 s").waitFor();
  await page.getByRole("button", { name: "Retry now" }).click();
  expect(await page.evaluate(() => document.body.dataset["reconnected"])).toBe("true");
  await context.close();
});
