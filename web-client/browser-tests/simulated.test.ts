import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "./support/chromium";
import { eventually } from "./support/eventually";
import { ServerProcess } from "./support/ServerProcess";
import { TestPage } from "./support/TestPage";

let pages: TestPage;
let server: ServerProcess;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  pages = await TestPage.build("simulated/index.html");
  server = await ServerProcess.start({ origins: [pages.origin] });
  browser = await launchChromium();
  page = await browser.newPage();
  const socket = `${server.url.replace("http", "ws")}/v1/socket`;
  await page.goto(`${pages.address}?server=${encodeURIComponent(socket)}`);
  await sync("saved");
});

afterAll(async () => {
  await browser.close();
  await pages.close();
  await server.stop();
});

async function sync(wanted: string): Promise<void> {
  await page.waitForFunction((state) => "sync" in window && window.sync() === state, wanted);
}

async function arrives(text: string): Promise<void> {
  await eventually(
    "the server has it",
    () => server.content("simulated"),
    (content) => content === text,
  );
}

test("a test in a real browser, before a real server, cuts, stalls, delays and drops", async () => {
  await page.locator("textarea").focus();
  await page.keyboard.type("one ");
  await arrives("one ");

  await page.evaluate(() => window.network.cut());
  await page.keyboard.type("two ");
  await sync("unsent");
  expect(await server.content("simulated")).toBe("one ");
  await page.evaluate(() => window.network.restore());
  await arrives("one two ");

  await page.evaluate(() => window.network.stall());
  await page.keyboard.type("three ");
  await sync("saving");
  await page.evaluate(() => window.network.restore());
  await arrives("one two three ");

  await sync("saved");
  await page.evaluate(() => {
    window.network.delay(5, 50);
    window.network.drop(1, "received");
  });
  await page.keyboard.type("four");
  await arrives("one two three four");
  await sync("saved");
});
