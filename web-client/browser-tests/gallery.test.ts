import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { createServer, type ViteDevServer } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessibilityProblems } from "./support/accessibility";
import { launchChromium } from "./support/chromium";

const differentWhenNarrow = [
  "together",
  "crowd",
  "reconnecting",
  "blocked",
  "copy",
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

const wide = { width: 1280, height: 800 };
const narrow = { width: 360, height: 740 };
/** The long tier shows everything everywhere; the quick one, in each size and light, what differs. */
const windows =
  process.env["TIER"] === "full"
    ? [wide, narrow].flatMap((size) => [
        { size, light: "light", shown: states } as const,
        { size, light: "dark", shown: states } as const,
      ])
    : [
        { size: wide, light: "light", shown: states } as const,
        { size: narrow, light: "dark", shown: differentWhenNarrow } as const,
      ];

/** Three dozen pages are checked in one test, on a machine that may be busy. */
const SLOW_MILLIS = 400_000;

let vite: ViteDevServer;
let browser: Browser;

beforeAll(async () => {
  vite = await createServer({ server: { port: 0, host: "127.0.0.1" }, logLevel: "error" });
  await vite.listen();
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  await vite.close();
});

async function show(page: Page, state: string): Promise<void> {
  const { port } = vite.httpServer?.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/browser-tests/gallery/index.html?state=${state}`);
  await page.locator(shownBy[state] ?? ".status svg").waitFor();
  await page.evaluate(() => document.fonts.ready);
}

test.each(windows)(
  "every state is accessible and fits a window $size.width wide, $light",
  async ({ size, light, shown }) => {
    const context = await browser.newContext({
      viewport: size,
      colorScheme: light,
      reducedMotion: "reduce",
    });
    const name = `${size === wide ? "wide" : "narrow"}-${light}`;
    const page = await context.newPage();
    const problems: string[] = [];
    for (const state of shown) {
      await show(page, state);
      await page.screenshot({ path: `target/screenshots/${state}-${name}.png` });
      for (const problem of await accessibilityProblems(page))
        problems.push(`${state}: ${problem}`);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (overflow > 0) problems.push(`${state}: ${overflow} pixels too wide`);
    }
    expect(problems).toEqual([]);
    await context.close();
  },
  SLOW_MILLIS,
);

test("blocked: the text can be copied, saved, sent again or given up, and giving up is asked about", async () => {
  const context = await browser.newContext({ acceptDownloads: true });
  const page = await context.newPage();
  await show(page, "blocked");
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
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.clock.install();
  await show(page, "reconnecting");
  const notice = page.getByRole("region", { name: "Connection" });
  await notice.getByText("Reconnecting in 4 s").waitFor();
  await page.clock.runFor(2000);
  await notice.getByText("Reconnecting in 2 s").waitFor();
  await page.getByRole("button", { name: "Retry now" }).click();
  expect(await page.evaluate(() => document.body.dataset["reconnected"])).toBe("true");
  await context.close();
});
